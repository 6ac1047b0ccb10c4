"""The systems are down: work without them, bring them back in the right order, lose no data."""

from cell.playbooks import Playbook
from cell.playbooks.shipped.writing import aim, first, reflexes, said

PLAYBOOK = Playbook(
    slug="outage",
    type="outage",
    name=said("IT outage", "Panne informatique"),
    departments=("direction", "it", "production", "logistics", "sales", "finance", "communications"),
    aim=said(
        "Keep the vital activities going without the systems, and bring these back in the right order",
        "Tenir les activités vitales sans les systèmes, et rétablir ceux-ci dans le bon ordre",
    ),
    objectives=(
        aim("up", "100", "%", "%")(
            "Vital activities running, degraded mode included", "Activités vitales assurées, mode dégradé compris"
        ),
        aim("up", "100", "%", "%")(
            "Systems brought back, of those that fell", "Systèmes rétablis, sur ceux qui sont tombés"
        ),
        aim("down", "4", "h", "h")("Hours of entries lost", "Heures de saisie perdues"),
    ),
    tasks=(
        first("it", due_min=20, priority=1, objective=2)(
            "Say what is down, what holds, since when; mark the supposed cause as supposed",
            "Dire ce qui est tombé, ce qui tient, depuis quand ; signaler la cause supposée comme telle",
        ),
        first("it", due_min=30, priority=1, objective=3)(
            "Put the backups out of reach, and check the date of the last good one",
            "Mettre les sauvegardes hors d’atteinte et vérifier la date de la dernière bonne",
        ),
        first("it", due_min=45, priority=1, objective=2)(
            "Settle whether it may be an attack; in doubt, isolate without switching off",
            "Trancher entre panne et attaque ; dans le doute, isoler sans éteindre",
        ),
        first("production", due_min=60, priority=1, objective=1)(
            "Start the degraded mode: paper, telephone, orders by hand",
            "Passer en mode dégradé : papier, téléphone, ordres à la main",
        ),
        first("logistics", due_min=60, priority=1, objective=1)(
            "Write out the day’s deliveries and pickings while they can still be read",
            "Recopier les livraisons et préparations du jour tant qu’elles sont lisibles",
        ),
        first("communications", due_min=60, priority=2, objective=1)(
            "Open a channel for the staff that does not need our network",
            "Ouvrir pour les salariés un canal qui se passe de notre réseau",
        ),
        first("direction", due_min=90, priority=1, objective=2)(
            "Rule in which order activities come back, and tell who waits",
            "Arbitrer l’ordre de reprise des activités, et le dire à ceux qui attendront",
        ),
        first("sales", due_min=90, priority=2, objective=1)(
            "Tell customers which services are missing, and when we speak again",
            "Dire aux clients quels services manquent, et quand nous reparlerons",
        ),
        first("finance", due_min=120, priority=2, objective=1)(
            "List payments, payroll and declarations due within three days",
            "Lister paiements, paie et déclarations dus sous trois jours",
        ),
        first("it", due_min=240, priority=2, objective=3)(
            "Restore apart, and have a user check the data before reopening",
            "Restaurer à part, et faire vérifier les données par un utilisateur avant réouverture",
        ),
    ),
    reflexes=reflexes(
        director=(
            said(
                "Ask for the next milestone, not for the hour it ends.",
                "Demander la prochaine étape, pas l’heure de fin.",
            ),
        ),
        member=(
            said(
                "Number the paper slips and keep them in order: they will be typed in afterwards.",
                "Numéroter les fiches papier et les garder dans l’ordre : elles seront ressaisies.",
            ),
        ),
    ),
)
