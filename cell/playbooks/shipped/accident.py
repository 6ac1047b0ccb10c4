"""Fire, collapse, leak, injury: people first, families next, then the site and the work."""

from cell.playbooks import Playbook
from cell.playbooks.shipped.writing import aim, first, reflexes, said

PLAYBOOK = Playbook(
    slug="accident",
    type="accident",
    name=said("Site accident", "Sinistre sur un site"),
    departments=("direction", "production", "hr", "quality", "logistics", "legal", "communications", "finance"),
    aim=said(
        "Account for everyone, tell the families ourselves, make the site safe",
        "Recenser tout le monde, prévenir nous-mêmes les familles, mettre le site en sécurité",
    ),
    objectives=(
        aim("up", "100", "%", "%")("People accounted for", "Personnes recensées"),
        aim("up", "100", "%", "%")("Families told by us, by voice", "Familles prévenues par nous, de vive voix"),
        aim("down", "0", "people", "personnes")("People hurt since the opening", "Blessés depuis l’ouverture"),
    ),
    tasks=(
        first("production", due_min=10, priority=1, objective=3)(
            "Confirm that the rescue services are called, and who meets them at which gate",
            "Confirmer que les secours sont appelés, et qui les accueille à quelle entrée",
        ),
        first("production", due_min=15, priority=1, objective=3)(
            "Evacuate or confine; cut energies and feeds; mark off the area",
            "Évacuer ou confiner ; couper énergies et alimentations ; baliser la zone",
        ),
        first("hr", due_min=30, priority=1, objective=1)(
            "Call the roll: staff, temporary workers, contractors, visitors, drivers",
            "Faire l’appel : salariés, intérimaires, sous-traitants, visiteurs, chauffeurs",
        ),
        first("hr", due_min=60, priority=1, objective=2)(
            "Tell the families by voice, through somebody they know if possible",
            "Prévenir les familles de vive voix, si possible par une personne connue d’elles",
        ),
        first("legal", due_min=60, priority=1, objective=3)(
            "Alert the labour inspectorate, the authorities and the insurer; note the hour of each call",
            "Alerter l’inspection du travail, la préfecture et l’assureur ; noter l’heure de chaque appel",
        ),
        first("quality", due_min=60, priority=2, objective=3)(
            "Freeze the scene: photographs, recordings, permits; nothing moves without leave",
            "Figer les lieux : photos, enregistrements, permis ; rien ne bouge sans accord",
        ),
        first("communications", due_min=60, priority=1, objective=2)(
            "Prepare the first words: sympathy and facts, no name and no cause",
            "Préparer les premiers mots : compassion et faits, ni nom ni cause",
        ),
        first("logistics", due_min=120, priority=2, objective=3)(
            "Divert lorries, and keep the ways open for the rescue services",
            "Dérouter les camions, et garder libres les voies des secours",
        ),
        first("hr", due_min=120, priority=2, objective=1)(
            "Open psychological support for witnesses and colleagues",
            "Ouvrir le soutien psychologique pour les témoins et les collègues",
        ),
        first("direction", due_min=180, priority=2, objective=2)(
            "Go to the site, meet staff and authorities; say who decides meanwhile",
            "Se rendre sur place, rencontrer équipes et autorités ; dire qui décide pendant ce temps",
        ),
    ),
    reflexes=reflexes(
        director=(
            said(
                "People before plant, families before press.",
                "Les personnes avant l’outil, les familles avant la presse.",
            ),
        ),
        communications=(
            said(
                "Give no name, cause or toll that the authorities have not confirmed.",
                "Ne donner ni nom, ni cause, ni bilan que les autorités n’aient confirmé.",
            ),
        ),
        loggist=(
            said(
                "Note the hour of each call to rescue services, families and authorities.",
                "Noter l’heure de chaque appel aux secours, aux familles et aux autorités.",
            ),
        ),
    ),
)
