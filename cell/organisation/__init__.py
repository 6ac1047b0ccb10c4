"""The organisation: levels with their targets, departments and their people, playbooks, synonyms, who may sign in.

Functions that write take the writer's connection and `by`, the administrator (None: the operator), check everything,
and note a deed in the same transaction. Cells copy what they need when they open: nothing here changes them.
"""

from cell.organisation.departments import Department as Department
from cell.organisation.departments import add_department as add_department
from cell.organisation.departments import archive_department as archive_department
from cell.organisation.departments import departments_of as departments_of
from cell.organisation.departments import move_department as move_department
from cell.organisation.departments import restore_department as restore_department
from cell.organisation.departments import set_department as set_department
from cell.organisation.departments import staff_of as staff_of
from cell.organisation.levels import Level as Level
from cell.organisation.levels import level_of as level_of
from cell.organisation.levels import levels_of as levels_of
from cell.organisation.levels import set_level as set_level
from cell.organisation.people import Registered as Registered
from cell.organisation.people import add_person as add_person
from cell.organisation.people import change_person as change_person
from cell.organisation.people import disable_person as disable_person
from cell.organisation.people import drop_factor as drop_factor
from cell.organisation.people import enable_person as enable_person
from cell.organisation.people import people_of as people_of
from cell.organisation.people import reset_password as reset_password
from cell.organisation.people import set_admin as set_admin
from cell.organisation.people import sign_out_person as sign_out_person
from cell.organisation.playbooks import archive_playbook as archive_playbook
from cell.organisation.playbooks import playbook_of as playbook_of
from cell.organisation.playbooks import playbooks_of as playbooks_of
from cell.organisation.playbooks import ready as ready
from cell.organisation.playbooks import restore_playbook as restore_playbook
from cell.organisation.playbooks import save_playbook as save_playbook
from cell.organisation.playbooks import wording_of as wording_of
from cell.organisation.shipping import is_shipped as is_shipped
from cell.organisation.shipping import ship as ship
from cell.organisation.synonyms import MOST_GROUPS as MOST_GROUPS
from cell.organisation.synonyms import checked_group as checked_group
from cell.organisation.synonyms import set_synonyms as set_synonyms
from cell.organisation.synonyms import synonyms_of as synonyms_of
