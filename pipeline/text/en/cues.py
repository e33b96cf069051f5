"""Words that say something of the figures near them: direction, base, plan or fact, project stage (N9-N11, D6, D7).

A table, for clauses.py to read. A cue is a phrase, its words separated by spaces or hyphens; `a|b` stands for either
word, `(x)` for one that may be left out.
"""

# kind, value, phrases
CUES: tuple[tuple[str, str, str], ...] = (
    ("direction", "up",
     "rose, rise, rises, rising, risen, up, upward, increase, increased, increases, increasing, grew, grow, "
     "grows, growing, grown, gain, gained, gains, gaining, climb, climbed, climbs, climbing, surge, "
     "surged, surging, expand, expanded, expanding, jump, jumped, soar, soared, soaring, raise, "
     "raised, raising, higher, rebounded, rallied, accelerated, appreciated, appreciation, hike, boosted, "
     "advanced, added, swelled, skyrocketed, uptick, faster, widened, widening, quickened"),
    ("direction", "down",
     "fell, fall, falls, falling, fallen, down, downward, decrease, decreased, decreases, decreasing, decline, "
     "declined, declines, declining, drop, dropped, drops, dropping, reduce, reduced, reduces, reducing, "
     "reduction, cut, cuts, cutting, shrank, shrink, shrinking, shrunk, lower, lowered, lowering, slid, slide, "
     "contracted, contraction, slump, slumped, plunge, plunged, plummeted, tumbled, dip, dipped, slipped, "
     "slashed, depreciated, depreciation, narrowed, lost, shed, negative, slowed, slowing, eased, easing, "
     "moderated, weakened, softened, decelerated, slower"),
    # A noun that verbs overrule: growth slowed to 5%.
    ("trend", "up",
     "growth, expansion"),
    ("base", "year-on-year",
     "year on|over|to year, yoy, y/y, from|than a|one year earlier|ago|before, "
     "from|than|over (in) the same period|month|quarter, "
     "compared with|to (that) (of|in) the same period|month|quarter|time, over a year earlier|ago, "
     "compared with|to a year earlier|ago"),
    ("base", "sequential",
     "month on|over|to month, quarter on|over|to quarter, mom, qoq, m/m, q/q, "
     "previous|preceding|prior|last month|quarter|period|week, from a|one month|quarter|week earlier|ago|before, "
     "sequentially, sequential"),
    ("base", "average-annual",
     "average annual|yearly, annual average, annually on average, cagr, compound annual, a|per year on average"),
    ("base", "from-previous-year",
     "previous|preceding|prior year, last year"),
    ("modality", "planned",
     "will, shall, 'll, expects|expected to, is|are|was|were expected|put, plans|planned|planning to, "
     "aims|aimed|aiming to, proposes|proposed to, intends|intended to, scheduled, slated, set to, "
     "due to be|open|start|finish|complete, is|are to, about to, going to, pledged|pledges|vowed|vows to, "
     "aim|goal|target|objective is|was|of"),
    ("modality", "possible",
     "would, could, may, might, should, must, can, if, unless, likely, potential, upcoming, want|wants|wanted, "
     "expect, expects|expected|expecting, estimated|estimates|estimate, plan|plans|planned|planning, "
     "aim|aims|aimed|aiming, propose|proposes|proposed, target|targets|targeted, intend|intends|intended, "
     "strive|strives|striving, hope|hopes|hoped|hoping, goal|goals, forecast|forecasts|forecasted, "
     "predict|predicts|predicted, prediction|predictions, projected, pledge|pledges|pledged, seek|seeks|seeking, "
     "anticipated, deadline, future, agreed to, agreement|agreements, "
     "expires|expire, objective|objectives, ensure|ensures|ensuring, forecasting, due, commence|commences, "
     "takes|take effect, comes|come into, opportunity"),
    # What something is for, where it stands before a figure.
    ("modality", "purpose",
     "to be|reach|build|invest|achieve|become|complete|have|create|acquire|reduce|increase|produce|inspect|supply|"
     "provide|offer|open|add|raise|cut|attract|generate|expand|establish|set|launch|spend|buy|sell|support|install|"
     "deliver|export|import|grow|double|exceed|cover|keep|maintain|retain|receive|carry|serve|hold|start|begin|implement|lower|cost|pay"),
    # What is told as done; it counts only where it is the last word before a figure.
    ("modality", "fact",
     "managed|started|began|begun|continued to, "
     "was, were, did, has|have|had been, has|have|had ADVERB reached|invested|exceeded|completed|built|created|"
     "attracted|signed|opened|risen|fallen|grown|increased|decreased|received|produced, invested, reached, exceeded, "
     "rose, fell, grew, dropped, declined, increased, decreased, created, attracted, generated, totalled, totaled, "
     "accounted, amounted, stood, spent, received, surpassed, built, completed, produced, signed, opened, added, hit"),
    ("stage", "under-discussion",
     "under discussion|negotiation, in talks, in negotiation|negotiations"),
    ("stage", "signed",
     "signed, signing, sign, inked, contracted"),
    ("stage", "to-locate",
     "settled in, to locate, locate in, located in"),
    ("stage", "broke-ground",
     "broke|broken|break|breaking|breaks ground, groundbreaking, ground breaking, "
     "started|start|began|begin|commenced (the) construction, construction started|began|commenced, "
     "construction has started|begun"),
    ("stage", "under-construction",
     "under construction, being built, in construction"),
    ("stage", "completed",
     "completed, complete, completion, finished"),
    ("stage", "trial-production",
     "trial production|operation|operations|run"),
    ("stage", "in-production",
     "into production|operation|operations|use|service, "
     "began|started|commenced|start|begin production|operation|operations|operating|producing, operational, "
     "entered production|operation"),
    ("stage", "full-capacity",
     "full capacity|production, full production capacity, designed capacity"),
)
