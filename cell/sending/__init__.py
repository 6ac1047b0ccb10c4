"""Sending alerts outside the page: which addresses are taken, how one message is carried, and who does the round."""

from cell.sending.addresses import fault_of as fault_of
from cell.sending.addresses import scheme_of as scheme_of
from cell.sending.courier import Courier as Courier
