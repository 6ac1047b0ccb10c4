"""A product may hurt people: fix the perimeter, block, warn, get it back."""

from cell.playbooks import Playbook
from cell.playbooks.shipped.writing import aim, first, reflexes, said

PLAYBOOK = Playbook(
    slug="recall",
    type="recall",
    name=said("Product recall", "Rappel de produit"),
    departments=("direction", "quality", "production", "logistics", "sales", "legal", "communications", "finance"),
    aim=said(
        "Leave no dangerous product in anyone’s hands, and warn everyone concerned today",
        "Ne laisser aucun produit dangereux en circulation, et prévenir aujourd’hui toutes les personnes concernées",
    ),
    objectives=(
        aim("up", "90", "%", "%")(
            "Units got back or destroyed, of those sold", "Unités récupérées ou détruites, sur celles vendues"
        ),
        aim("up", "100", "%", "%")(
            "Points of sale that confirmed the withdrawal", "Points de vente ayant confirmé le retrait"
        ),
        aim("down", "0", "people", "personnes")("People hurt or ill", "Personnes blessées ou malades"),
    ),
    tasks=(
        first("logistics", due_min=30, priority=1, objective=1)(
            "Block the batches in doubt, in the workshop, in the warehouses and on the road",
            "Bloquer les lots en cause, à l’atelier, en entrepôt et sur la route",
        ),
        first("quality", due_min=60, priority=1, objective=1)(
            "Fix the perimeter: articles, batches, dates, and how the danger shows",
            "Fixer le périmètre : références, lots, dates, et comment le danger se manifeste",
        ),
        first("production", due_min=120, priority=1, objective=1)(
            "Trace the batches back to the raw material, then to all that was made with it",
            "Remonter des lots à la matière première, puis à tout ce qui en a été fait",
        ),
        first("logistics", due_min=120, priority=1, objective=2)(
            "List who received what: shops, wholesalers, countries, quantities",
            "Lister qui a reçu quoi : magasins, grossistes, pays, quantités",
        ),
        first("legal", due_min=120, priority=1, objective=3)(
            "Notify the authority of each country of sale, and note the legal time limit",
            "Notifier l’autorité de chaque pays de vente, et noter le délai légal",
        ),
        first("communications", due_min=180, priority=1, objective=3)(
            "Write the recall notice: product, danger, what to do, number to call",
            "Rédiger l’avis de rappel : produit, danger, conduite à tenir, numéro à appeler",
        ),
        first("sales", due_min=180, priority=1, objective=2)(
            "Have every point of sale confirm in writing that its shelves are clear",
            "Faire confirmer par écrit à chaque point de vente que les rayons sont vides",
        ),
        first("sales", due_min=240, priority=2, objective=1)(
            "Open the line and the page for customers, and brief those who answer",
            "Ouvrir le numéro et la page destinés aux clients, et préparer ceux qui répondent",
        ),
        first("finance", due_min=360, priority=2, objective=1)(
            "Declare to the insurer; put a figure on returns, refunds and destruction",
            "Déclarer à l’assureur ; chiffrer retours, remboursements et destruction",
        ),
        first("quality", due_min=1440, priority=2, objective=3)(
            "Find the cause, and prove that what leaves from now on is sound",
            "Trouver la cause, et prouver que ce qui sort désormais est sain",
        ),
    ),
    reflexes=reflexes(
        director=(
            said(
                "In doubt about the danger, recall widely: narrowing later is the easier way.",
                "En cas de doute sur le danger, rappeler large : restreindre ensuite est le plus facile.",
            ),
        ),
        communications=(
            said(
                "Open the notice with what people must stop doing.",
                "Commencer l’avis par ce que chacun doit cesser de faire.",
            ),
        ),
        member=(
            said(
                "Say of each batch: seen, blocked, or not found; never “it should be”.",
                "Dire de chaque lot : vu, bloqué ou introuvable ; jamais « normalement ».",
            ),
        ),
    ),
)
