"""The playbooks of the product, in the order they are shown: for the organisation to make its own."""

from cell.playbooks import Playbook
from cell.playbooks.shipped import accident, breach, controversy, other, outage, recall, supply

SHIPPED: tuple[Playbook, ...] = (
    supply.PLAYBOOK,
    controversy.PLAYBOOK,
    recall.PLAYBOOK,
    outage.PLAYBOOK,
    accident.PLAYBOOK,
    breach.PLAYBOOK,
    other.PLAYBOOK,
)
