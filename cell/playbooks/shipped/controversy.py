"""The company is accused in public: one voice, on facts it can prove, before others speak for it."""

from cell.playbooks import Playbook
from cell.playbooks.shipped.writing import aim, first, reflexes, said

PLAYBOOK = Playbook(
    slug="controversy",
    type="controversy",
    name=said("Public controversy", "Controverse publique"),
    departments=("direction", "communications", "legal", "sales", "hr"),
    aim=said(
        "Answer with one voice within two hours, on facts we can prove",
        "Répondre d’une seule voix sous deux heures, sur des faits que nous pouvons prouver",
    ),
    objectives=(
        aim("down", "60", "min", "min")(
            "Time from a question to an approved answer", "Délai entre une question et une réponse validée"
        ),
        aim("down", "0", "messages", "messages")(
            "Messages out that contradict an approved line", "Prises de parole contraires à un texte validé"
        ),
        aim("down", None, "per hour", "par heure")("Hostile messages per hour", "Messages hostiles par heure"),
    ),
    tasks=(
        first("communications", due_min=20, priority=1, objective=3)(
            "Collect what is said: by whom, where, since when; keep screenshots with their time",
            "Relever ce qui se dit : par qui, où, depuis quand ; conserver des captures horodatées",
        ),
        first("communications", due_min=30, priority=1, objective=2)(
            "Suspend the campaigns and posts that are scheduled", "Suspendre les campagnes et publications programmées"
        ),
        first("direction", due_min=30, priority=1, objective=2)(
            "Name the only spokesperson, and tell every department so",
            "Désigner le seul porte-parole et le dire à toutes les directions",
        ),
        first("direction", due_min=60, priority=1, objective=1)(
            "Establish what is true, what is false, and what we do not know yet",
            "Établir ce qui est vrai, ce qui est faux, et ce que nous ignorons encore",
        ),
        first("legal", due_min=60, priority=1, objective=1)(
            "Say within the hour what may be said, what may not, and why",
            "Dire dans l’heure ce qui peut se dire, ce qui ne le peut pas, et pourquoi",
        ),
        first("communications", due_min=60, priority=1, objective=1)(
            "Write the holding statement: what we know, what we do, when we speak again",
            "Rédiger le message d’attente : ce que nous savons, ce que nous faisons, quand nous reparlerons",
        ),
        first("sales", due_min=90, priority=2, objective=2)(
            "Give shops, customer support and sales staff the approved wording",
            "Donner aux points de vente, au support et aux commerciaux les éléments de langage validés",
        ),
        first("hr", due_min=90, priority=2, objective=2)(
            "Tell the staff before they read it elsewhere, and remind them who speaks",
            "Informer les salariés avant qu’ils ne le lisent ailleurs, et rappeler qui s’exprime",
        ),
        first("communications", due_min=120, priority=2, objective=3)(
            "List those we call ourselves: partners, authorities, associations, journalists",
            "Lister ceux que nous appelons nous-mêmes : partenaires, autorités, associations, journalistes",
        ),
        first("sales", due_min=240, priority=3, objective=3)(
            "Count by the hour the orders cancelled and the customers who ask",
            "Compter par heure les commandes annulées et les clients qui nous interrogent",
        ),
    ),
    reflexes=reflexes(
        director=(
            said(
                "Do not answer on the substance before the facts are checked; do not stay silent either.",
                "Ne pas répondre sur le fond avant d’avoir vérifié les faits ; ne pas rester muet non plus.",
            ),
        ),
        communications=(
            said(
                "Answer where it is said, once, with the approved wording; do not argue.",
                "Répondre là où cela se dit, une fois, avec le texte validé ; ne pas polémiquer.",
            ),
        ),
    ),
)
