"""What goes outside the page: which entries call people who are not looking, and in which words."""

from cell.outward.digest import digest_of as digest_of
from cell.outward.rule import GRAVEST as GRAVEST
from cell.outward.rule import KINDS as KINDS
from cell.outward.rule import Call as Call
from cell.outward.rule import call_of as call_of
from cell.outward.words import Letter as Letter
from cell.outward.words import letter_of as letter_of
from cell.outward.words import trial_of as trial_of
