"""How the shipped playbooks are written down, and the reflex cards that every one of them has."""

from collections.abc import Callable
from typing import TypeVar

from cell.kinds.cells import Named
from cell.playbooks import Aim, FirstTask

T = TypeVar("T")
Lines = tuple[Named, ...]
Worded = Callable[[str, str], T]


def said(en: str, fr: str) -> Named:
    """Words in both languages."""
    return Named(en=en, fr=fr)


def aim(sense: str, target: str | None, unit_en: str, unit_fr: str) -> Worded[Aim]:
    """An objective: which way it must go, the value wanted, what it is counted in; then what is counted."""
    return lambda en, fr: Aim(said(en, fr), said(unit_en, unit_fr), target, sense)


def first(department: str, *, due_min: int, priority: int, objective: int) -> Worded[FirstTask]:
    """A task of the first hours: for whom, due when, serving which objective; then its title."""
    return lambda en, fr: FirstTask(said(en, fr), department, due_min, priority, objective)


def reflexes(**own: Lines) -> dict[str, Lines]:
    """The card of each role: the lines of this sort of crisis first, then those that always hold."""
    return {role: own.get(role, ()) + lines for role, lines in ALWAYS.items()}


# By role; what is to be done first stands first.
ALWAYS: dict[str, Lines] = {
    "director": (
        said(
            "First 15 minutes: fix the level, the higher one in doubt; put the aim in one sentence.",
            "15 premières minutes : fixer le niveau, le plus haut en cas de doute ; dire l’objectif en une phrase.",
        ),
        said(
            "First 15 minutes: name the coordinator, the loggist and the only voice outside.",
            "15 premières minutes : désigner le coordinateur, l’historien et la seule voix à l’extérieur.",
        ),
        said(
            "First hour: hold the first point, fifteen minutes: priorities, obstacles, requests.",
            "Première heure : tenir le premier point fixe, quinze minutes : priorités, obstacles, demandes.",
        ),
        said(
            "First hour: decide what cannot wait, and say on what you base it; silence decides too.",
            "Première heure : décider ce qui ne peut attendre, et dire sur quelle base ; se taire est aussi décider.",
        ),
        said(
            "First day: write the criteria for standing down, name your relief, and rest.",
            "Premier jour : écrire les critères de sortie de crise, désigner sa relève, se reposer.",
        ),
    ),
    "coordinator": (
        said(
            "First 15 minutes: see who is here, who is coming, which chair is empty; call the deputy.",
            "15 premières minutes : voir qui est là, qui arrive, quelle direction manque ; appeler le suppléant.",
        ),
        said(
            "First hour: announce the next point and keep to it; one task, one owner, one due time.",
            "Première heure : annoncer le prochain point et s’y tenir ; une action, un pilote, une échéance.",
        ),
        said(
            "Every half hour: see who waits on whom; lift or escalate the oldest wait.",
            "Chaque demi-heure : regarder qui attend qui ; lever ou escalader la plus ancienne attente.",
        ),
        said(
            "First day: plan the reliefs, with orders handed over in writing.",
            "Premier jour : organiser la relève, avec passation de consignes écrite.",
        ),
    ),
    "loggist": (
        said(
            "First 15 minutes: note each fact with its hour and its source, verified or to verify.",
            "15 premières minutes : noter chaque fait avec son heure et sa source, vérifié ou à vérifier.",
        ),
        said(
            "Always: write what is said and decided, not what one thinks of it; correct, never erase.",
            "À tout moment : écrire ce qui est dit et décidé, pas ce que l’on en pense ; rectifier, ne jamais effacer.",
        ),
        said(
            "At each decision: question, choice, reason, options set aside, decider, who must know.",
            "À chaque décision : question, choix, motif, options écartées, décideur, qui doit savoir.",
        ),
        said(
            "First day: hand over to another loggist without a gap; both confirm.",
            "Premier jour : passer la main à un autre historien sans interruption ; les deux confirment.",
        ),
    ),
    "communications": (
        said(
            "First 15 minutes: stop what is scheduled; let nothing out that is not approved.",
            "15 premières minutes : arrêter ce qui est programmé ; ne rien laisser sortir qui ne soit validé.",
        ),
        said(
            "First hour: a holding statement: what we know, what we do, when we speak again.",
            "Première heure : un message d’attente : ce que nous savons, ce que nous faisons, quand nous reparlerons.",
        ),
        said(
            "First hour: inside before outside; nobody learns from the press what concerns them.",
            "Première heure : l’interne avant l’externe ; nul n’apprend par la presse ce qui le concerne.",
        ),
        said(
            "First day: one wording for all, and a list of who was told what, when.",
            "Premier jour : un seul texte pour tous, et la liste de qui a su quoi, quand.",
        ),
    ),
    "member": (
        said(
            "First 15 minutes: answer the call, name your deputy, read the brief.",
            "15 premières minutes : répondre à l’appel, désigner son suppléant, lire le briefing d’arrivée.",
        ),
        said(
            "First hour: acknowledge what is for your department; return it with a reason rather than stay silent.",
            "Première heure : prendre en compte ce qui échoit à sa direction ; un retour motivé plutôt qu’un silence.",
        ),
        said(
            "First hour: say at once what you cannot do, and what you need from whom, by when.",
            "Première heure : dire aussitôt ce que l’on ne peut pas faire, et ce qu’il faut, de qui, pour quand.",
        ),
        said(
            "First day: hand over to your relief what is open, late, blocked and promised.",
            "Premier jour : transmettre à sa relève ce qui est ouvert, en retard, bloqué et promis.",
        ),
    ),
    "observer": (
        said(
            "Read without steering; tell the loggist what you know that is not written down.",
            "Lire sans piloter ; dire à l’historien ce que l’on sait et qui n’est pas écrit.",
        ),
    ),
}
