"""What fits none of the others: the first gestures that are always right."""

from cell.playbooks import Playbook
from cell.playbooks.shipped.writing import aim, first, reflexes, said

PLAYBOOK = Playbook(
    slug="other",
    type="other",
    name=said("Other crisis", "Autre crise"),
    departments=("direction", "communications", "legal", "hr", "finance"),
    aim=said(
        "Protect people first, keep the activity going next, and speak with one voice",
        "Protéger d’abord les personnes, maintenir ensuite l’activité, parler d’une seule voix",
    ),
    objectives=(
        aim("down", "0", "people", "personnes")("People exposed", "Personnes exposées"),
        aim("up", "100", "%", "%")("Vital activities running", "Activités vitales assurées"),
    ),
    tasks=(
        first("direction", due_min=15, priority=1, objective=2)(
            "Say what happened, what is at stake, and what we do not know",
            "Dire ce qui s’est passé, ce qui est en jeu, et ce que nous ignorons",
        ),
        first("hr", due_min=30, priority=1, objective=1)(
            "Check that nobody is in danger, and who must be kept away",
            "Vérifier que personne n’est en danger, et qui doit être tenu à l’écart",
        ),
        first("direction", due_min=45, priority=1, objective=2)(
            "Name the departments to seat, each with a deputy",
            "Désigner les directions à mobiliser, chacune avec un suppléant",
        ),
        first("communications", due_min=60, priority=1, objective=2)(
            "Write the holding statement, and name who speaks",
            "Rédiger le message d’attente, et désigner qui s’exprime",
        ),
        first("legal", due_min=90, priority=2, objective=2)(
            "List the duties that have a clock: authorities, insurers, contracts",
            "Lister les obligations assorties d’un délai : autorités, assureurs, contrats",
        ),
        first("communications", due_min=120, priority=2, objective=1)(
            "List who must be told, in which order, and by whom",
            "Lister qui doit être prévenu, dans quel ordre, et par qui",
        ),
        first("finance", due_min=120, priority=2, objective=2)(
            "Release an emergency budget, and say who may commit how much",
            "Débloquer un budget d’urgence, et dire qui peut engager combien",
        ),
        first("direction", due_min=240, priority=2, objective=2)(
            "Write the criteria for standing down while heads are cool",
            "Écrire les critères de sortie de crise tant que les têtes sont froides",
        ),
    ),
    reflexes=reflexes(
        director=(
            said(
                "If one type begins to fit, say so and take over its playbook’s tasks.",
                "Si un type se précise, le dire et reprendre les actions de son plan type.",
            ),
        ),
    ),
)
