"""Pseudonyms that can be said aloud and remembered: two words, `quiet-heron`, and a number where the words run out."""

from __future__ import annotations

from random import Random

_QUALITIES = """
amber ample azure brave bright brisk broad calm candid clear clever copper coral cosy crisp deft dusky eager early
even fair fern fleet fond frank fresh gentle glad golden grand green hardy hazel honest humble ivory jolly keen kind
lemon level light lilac linen lively loyal lucid maple marine mellow merry mild misty modest mossy neat nimble noble
north olive opal open patient pearl plain plum polite prime proud quick quiet rapid ready robust rosy round royal
ruby rural sandy scarlet serene shady sharp silent silver simple sincere sleek smooth snowy sober soft solid south
spry stable steady still stout sunny supple sure sweet swift tawny tender tidy tranquil true upper velvet vivid warm
west white wide wild willing winter wise witty young zesty
"""
_THINGS = """
acorn alder anchor aspen badger basin beacon beaver beech birch bison brook canyon cedar cliff clover comet cove
crane creek cricket cypress dale delta dove dune eagle elder elk elm falcon fern field finch fjord forest fox gale
garden gecko glade glen goose grove gull harbour hare hawk heath hedge heron hill hollow ibis inlet island ivy
jackdaw jay juniper kestrel kite lagoon lake lantern larch lark laurel leaf ledge lily linnet lynx magpie maple
marsh marten meadow mesa moor moss moth mountain newt oak orchard orchid oriole osprey otter owl panda peak pebble
pelican pine plover pond poplar prairie quail rabbit raven reed reef ridge river robin rowan sage salmon seal shore
sky snow sparrow spring spruce squirrel starling stone stork stream summit swallow swan thicket thistle thrush tide
trail trout tulip valley walnut warbler wave willow wood wren
"""
_FIRST, _SECOND = _QUALITIES.split(), _THINGS.split()
FEW = len(_FIRST) * len(_SECOND) // 8
"""As long as fewer than this are taken, two words are nearly always free."""


def pseudonym(chance: Random, taken: int = 0) -> str:
    """One drawn by `chance`, to be drawn again where it is taken; `taken` is about how many there are already."""
    words = f"{chance.choice(_FIRST)}-{chance.choice(_SECOND)}"
    return words if taken < FEW else f"{words}-{chance.randrange(10, 100 * max(taken, 100))}"
