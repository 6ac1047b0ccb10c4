"""A supplier, a material or a route fails: who is served first, with what, until when."""

from cell.playbooks import Playbook
from cell.playbooks.shipped.writing import aim, first, reflexes, said

PLAYBOOK = Playbook(
    slug="supply",
    type="supply",
    name=said("Supply break", "Rupture d’approvisionnement"),
    departments=("direction", "purchasing", "production", "logistics", "finance", "sales", "legal", "communications"),
    aim=said(
        "Serve the priority customers, with no line stopped for more than a day",
        "Servir les clients prioritaires, sans ligne arrêtée plus d’une journée",
    ),
    objectives=(
        aim("up", "95", "%", "%")("Priority orders served on time", "Commandes prioritaires servies à l’heure"),
        aim("up", "10", "days", "jours")("Days of stock left at the present pace", "Jours de stock au rythme actuel"),
        aim("down", "0", "lines", "lignes")("Lines stopped for want of material", "Lignes arrêtées faute de matière"),
    ),
    tasks=(
        first("purchasing", due_min=60, priority=1, objective=2)(
            "Obtain in writing from the supplier: cause, volumes lost, date of return",
            "Obtenir du fournisseur un écrit : cause, volumes perdus, date de reprise",
        ),
        first("logistics", due_min=90, priority=1, objective=2)(
            "Count the stock at hand, in transit and at subcontractors",
            "Compter le stock disponible, en transit et chez les sous-traitants",
        ),
        first("production", due_min=120, priority=1, objective=3)(
            "Work out when each line stops at the present pace",
            "Calculer la date d’arrêt de chaque ligne au rythme actuel",
        ),
        first("sales", due_min=120, priority=1, objective=1)(
            "Rank the orders to serve first, with the reason for each rank",
            "Classer les commandes à servir d’abord, avec le motif de chaque rang",
        ),
        first("purchasing", due_min=180, priority=1, objective=2)(
            "Call every approved supplier and broker; note volume, price and delay",
            "Appeler chaque fournisseur homologué et négociant ; noter volume, prix, délai",
        ),
        first("production", due_min=240, priority=2, objective=3)(
            "List the possible substitutes and what qualifying each takes",
            "Recenser les matières de substitution et ce que demande leur homologation",
        ),
        first("legal", due_min=240, priority=2, objective=1)(
            "Read the force majeure and penalty clauses, on the supplier’s and the customers’ side",
            "Relire les clauses de force majeure et de pénalités, côté fournisseur et côté clients",
        ),
        first("communications", due_min=240, priority=2, objective=1)(
            "Prepare the message to customers, approved by sales and legal",
            "Préparer le message aux clients, validé par le commercial et le juridique",
        ),
        first("finance", due_min=300, priority=2, objective=3)(
            "Put a figure on a day of stoppage, and on the price that may be paid to avoid it",
            "Chiffrer un jour d’arrêt, et le prix que l’on peut payer pour l’éviter",
        ),
        first("direction", due_min=360, priority=2, objective=1)(
            "Decide how scarce material is shared between lines and customers",
            "Arbitrer le partage de la matière rare entre les lignes et les clients",
        ),
    ),
    reflexes=reflexes(
        director=(
            said(
                "Rule early on which customers are served first: no department decides it alone.",
                "Arbitrer tôt quels clients sont servis d’abord : aucune direction n’en décide seule.",
            ),
        ),
        member=(
            said(
                "Give every stock figure with its hour and its place.",
                "Donner tout chiffre de stock avec son heure et son lieu.",
            ),
        ),
    ),
)
