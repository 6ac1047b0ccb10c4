"""The task: given and changed, brought from given to done, helped and spoken about, and a slip taken back."""

# Importing them registers what they define.
from cell.commands.tasks import doubles as doubles
from cell.commands.tasks import giving as giving
from cell.commands.tasks import life as life
from cell.commands.tasks import people as people
from cell.commands.tasks import undoing as undoing
