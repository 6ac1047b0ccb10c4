"""Data left the house: shut the way in, know whose data, tell them and the authority in time."""

from cell.playbooks import Playbook
from cell.playbooks.shipped.writing import aim, first, reflexes, said

PLAYBOOK = Playbook(
    slug="breach",
    type="breach",
    name=said("Data breach", "Fuite de données"),
    departments=("direction", "it", "legal", "communications", "sales", "hr"),
    aim=said(
        "Stop the leak, know whose data left, and tell them and the authority in time",
        "Arrêter la fuite, savoir de qui sont les données sorties, le leur dire et notifier à temps",
    ),
    objectives=(
        aim("down", "72", "h", "h")(
            "Hours from awareness to the notification", "Heures entre la prise de connaissance et la notification"
        ),
        aim("up", "100", "%", "%")("People concerned who have been told", "Personnes concernées qui ont été informées"),
        aim("down", "0", "ways in", "voies")("Ways in that are still open", "Voies d’entrée encore ouvertes"),
    ),
    tasks=(
        first("legal", due_min=15, priority=1, objective=1)(
            "Write down the hour we became aware: the 72 hours run from there",
            "Noter l’heure de la prise de connaissance : les 72 heures courent de là",
        ),
        first("it", due_min=30, priority=1, objective=3)(
            "Shut the way in without destroying traces; keep memory and records",
            "Fermer la voie d’entrée sans détruire les traces ; conserver mémoires et journaux",
        ),
        first("it", due_min=120, priority=1, objective=3)(
            "Change the secrets that may be known: passwords, keys, tokens",
            "Changer les secrets peut-être connus : mots de passe, clés, jetons",
        ),
        first("it", due_min=120, priority=1, objective=2)(
            "Establish which data left, whose, how many, in clear or not",
            "Établir quelles données sont sorties, de qui, combien, en clair ou non",
        ),
        first("legal", due_min=240, priority=1, objective=1)(
            "Judge the risk for people with the data protection officer; notify or not",
            "Apprécier le risque pour les personnes avec le délégué à la protection des données ; notifier ou non",
        ),
        first("communications", due_min=240, priority=1, objective=2)(
            "Write to those concerned: what, since when, what to do, whom to ask",
            "Écrire aux personnes concernées : quoi, depuis quand, que faire, à qui s’adresser",
        ),
        first("sales", due_min=240, priority=2, objective=2)(
            "Prepare those who answer customers: answers, limits, whom to pass on to",
            "Préparer ceux qui répondent aux clients : réponses, limites, à qui transmettre",
        ),
        first("hr", due_min=360, priority=2, objective=2)(
            "Tell the staff whether their own data is concerned",
            "Dire aux salariés si leurs propres données sont concernées",
        ),
        first("direction", due_min=360, priority=2, objective=3)(
            "Lodge a complaint, tell the insurer, decide on outside experts",
            "Porter plainte, prévenir l’assureur, décider du recours à des experts",
        ),
        first("legal", due_min=1440, priority=1, objective=1)(
            "Notify the authority; what is missing follows in stages",
            "Notifier l’autorité de contrôle ; ce qui manque suivra par étapes",
        ),
    ),
    reflexes=reflexes(
        director=(
            said(
                "Neither pay nor negotiate before hearing legal, IT and the police.",
                "Ni payer ni négocier avant d’avoir entendu le juridique, l’informatique et la police.",
            ),
        ),
        loggist=(
            said(
                "Note the hour we became aware, and from whom we had it.",
                "Noter l’heure de la prise de connaissance, et de qui nous la tenons.",
            ),
        ),
        member=(
            said(
                "Reinstall nothing before IT has made its copy.",
                "Ne rien réinstaller avant que l’informatique ait fait sa copie.",
            ),
        ),
    ),
)
