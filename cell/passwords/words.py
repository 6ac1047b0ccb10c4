"""The words people make passwords of, without accents, in the two languages of the product; ours, by theme."""

# What a guesser of THIS product tries first: its names, what it is about, the roles, what a demo would say.
CONTEXT = frozenset(
    """
    crisis cell crisiscell crise cellule cellulecrise cellulesdecrise cellulecrisis crisisteam teamcrisis
    desilotage silo silos director directeur directrice coordinator coordinateur coordinatrice loggist historien
    communications communication member membre observer observateur observatrice admin administrator
    administrateur administratrice root sysadmin superuser demo company entreprise organisation organization
    societe
    """.split()
)

# Small change between other words.
SMALL = frozenset(
    """
    a i is it in on of to the and for my me we you your our are am not no yes ok le la les un une de du des et
    je tu il on nous vous mon ma mes ton ta tes son sa ses est es en au aux pas moi toi 123 1234 12345 123456
    321 007 abc
    """.split()
)

# What stands in most of the passwords that were ever stolen.
TOP = frozenset(
    """
    password passw passwd pass passphrase motdepasse mdp secret login logon welcome bienvenue bonjour hello
    salut coucou letmein changeme changemoi changezmoi iloveyou ilove love jetaime amour test testing essai temp
    temporary guest invite user utilisateur master access acces default qwerty azerty dragon monkey football
    soccer rugby basket baseball sunshine soleil princess princesse chouchou doudou loulou doudoune superman
    batman starwars pokemon naruto trustno forever toujours baby bebe family famille god jesus dieu angel ange
    mother father maman papa boyfriend girlfriend whatever nothing computer ordinateur internet office bureau
    work travail summer winter spring autumn ete hiver printemps automne please christ january february march
    april june july august september october november december janvier fevrier mars avril juin juillet aout
    septembre octobre novembre decembre monday tuesday wednesday thursday friday saturday sunday lundi mardi
    mercredi jeudi vendredi samedi dimanche
    """.split()
)

# Names, places, beasts, plays, and other things near at hand.
WORDS = frozenset(
    """
    alexander alice amelie andrea andrew anne anthony antoine arthur aurelie benjamin camille carlos caroline
    cedric charles charlotte chloe christian christine christophe claire clement daniel david elizabeth elodie
    emilie emma eric florian francois gabriel guillaume hugo isabelle jack jacques james jason jean jennifer
    jeremy jerome jessica john jonathan joseph joshua jules julia julie julien justin karim kevin laura laurent
    lea leo louis louise lucas manon marc maria marie marine martin martine mathieu matthew maxime melanie
    michael michel mohamed monique nathalie nathan nicolas nicole oceane olivier pascal patrick paul pauline
    philippe pierre quentin rachel raphael richard robert romain samuel sandrine sarah sebastien sophie stephane
    stephanie steven sylvie theo thomas valerie vanessa victor vincent virginie william yann america amsterdam
    angleterre barcelona berlin bordeaux bretagne bruxelles brussels canada casablanca corse dublin england
    espagne europe france geneve germany grenoble lille lisbon london londres lyon madrid maroc marseille
    montpellier montreal nantes newyork nice normandie paris quebec rennes roubaix strasbourg suisse toulouse
    tunisie arsenal barca chelsea liverpool manchester olympique psg real apple banana banane biscuit bread
    cerise cheese cherry chocolat chocolate citron coffee cookie croissant fraise fromage ginger honey lemon
    nutella orange pepper pizza poire pomme pumpkin sugar the vanille bear butterfly cat chat cheval chien
    coccinelle dauphin dog dolphin eagle elephant falcon fox grenouille horse lapin lion loup mickey minou
    papillon penguin pigeon poisson poulet puppy rabbit requin scorpion snoopy spider tiger tigre turtle wolf
    black blanc bleu blue gold green gris jaune noir pink purple red rose rouge silver vert violet white yellow
    art avion beach bijou bisous bonbon book boss bridge butter camion campus canon cascade castle champion
    chanson chance charlie cheyenne chicken chipie choupette ciel cinema city client cloud club cocotte coeur
    compta console cool crystal danse demon diamond diablo disney doctor domino drum eclipse ecole energie
    enfant enter etoile facebook ferrari fiesta fire fleur flower foot freedom friend friends galaxy game gamer
    garden gateau genius ghost gmail google guitar guitare hacker happy harley heaven hockey home hotmail house
    hunter iceman jardin jasmine jordan jungle junior justice killer king kiss knight lavande legend liberte
    life light linux lover lucky lune magic magique maison marche marvel matrix maverick mercedes mer merci
    merlin metal midnight minecraft miracle money moon mountain music musique mustang mystere nature network new
    night ninja nuage nuit number ocean orchidee paradise parfait passion peace peanut perfect phoenix photo
    piano pirate plage player porsche power prince prisca protect queen rainbow ranger reine rocket rockstar roi
    rouge sakura samsung santa school scooter secure securite security service shadow shooter slipknot snow
    soldier song sophia star strong sucre super sweet team tennis thunder titan toyota travel trouble turbo
    united vacances vampire velo vie violette voiture volcan warrior water winner winter world yamaha youtube
    zelda zidane zombie first second last premier dernier enough long strong stronger easy simple facile nouveau
    nouvelle ancien old word words code coffre key cle clef account compte user name nom email mail server
    serveur database this that with sans avec
    """.split()
)

# What fingers or the alphabet run through, one after the other; backwards is tried as well.
WALKS = (
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
    "12345678901234567890123456789012345678901234567890",
    "0123456789abcdef",
    *("qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn"),
    *("qwertyuiopasdfghjklzxcvbnm", "azertyuiopqsdfghjklmwxcvbn", "qwertzuiopasdfghjklyxcvbnm"),
    *("1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "1aqw2zsx3edc4rfv5tgb6yhn7uj8ik9ol0pm", "1qay2wsx3edc4rfv5tgb6zhn7ujm"),
    *("qazwsxedcrfvtgbyhnujmikolp", "aqwzsxedcrfvtgbyhnujikolpm", "qaywsxedcrfvtgbzhnujmikolp"),
    *("zaq12wsxcde34rfvbgt56yhnmju78ik", "wqa12zsxcde34rfvbgt56yhn", "zaqxswcdevfrbgtnhymjukilop"),
    *("1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "1a2z3e4r5t6y7u8i9o0p", "a1z2e3r4t5y6u7i8o9p0"),
    *("qawsedrftgyhujikolp", "aqzsedrftgyhujikolpm", "1w3r5y7i9p", "2q4e6t8u0o"),
    *("a1b2c3d4e5f6g7h8i9j0", "1a2b3c4d5e6f7g8h9i0j", "147258369", "159357", "789456123", "741852963", "963852741"),
    *("!@#$%^&*()_+", "&e\"'(-e_ca)="),
    *("azerty123456", "112233445566778899", "00112233445566778899", "aabbccddeeffgghhiijj", "102030405060708090"),
    *("135792468", "2468101214161820", "1357911131517192123", "31415926535897932384626433832795", "123581321345589144"),
    *("doremifasollasido", "undeuxtroisquatrecinqsixsepthuitneufdix", "onetwothreefourfivesixseveneightnineten"),
)
