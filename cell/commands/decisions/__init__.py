"""The decision, from the question to what became of it."""

# Importing them registers what they define.
from cell.commands.decisions import asking as asking
from cell.commands.decisions import ending as ending
from cell.commands.decisions import knowing as knowing
from cell.commands.decisions import taking as taking
