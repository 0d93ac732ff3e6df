"""What a page, and what the extension draws into it, looks like to those who see little, or nothing, or use no mouse.

The extension's shadow roots are closed, and stay so: only to the tests' own JavaScript world are they shown open.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from npm import install

from .chromium_tab import ChromiumPage
from .tab import Page, Surface
from .view import LAYER

HOSTS = (LAYER, "honmono-banner", "honmono-mark")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

_OPEN = "(root) => { Object.defineProperty(root.host, 'shadowRoot', {value: root, configurable: true}); return true; }"

_AXE = """async (tags, hosts) => {
  const places = hosts.map((css) => document.querySelector(css)).filter(Boolean);
  const rules = {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']};
  const {violations} = await axe.run(places.length ? {include: places} : document, rules);
  return violations.flatMap(({id, nodes}) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}"""

_COMMON = """
  const rgb = (text) => {
    const [r, g, b, a = 1] = (text.match(/[\\d.]+/g) ?? []).map(Number);
    return {rgb: [r, g, b], a: text === 'none' ? 0 : a};
  };
  const light = ({rgb: parts}) => {
    const [r, g, b] = parts.map((p) => (p /= 255) <= 0.04045 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const parent = (e) => e.parentElement ?? (e.parentNode instanceof ShadowRoot ? e.parentNode.host : null);
  const paper = (e) => {
    for (let at = e; at; at = parent(at)) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour.a === 1) return colour;
      if (colour.a > 0) throw new Error('half transparent: ' + at.outerHTML.slice(0, 99));
    }
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    return rgb(dark ? 'rgb(18, 18, 18)' : 'rgb(255, 255, 255)');
  };
  const seen = (e) => e.checkVisibility() && e.getBoundingClientRect().width > 1;
  const roots = hosts.map((css) => document.querySelector(css)?.shadowRoot).filter(Boolean);
  const everything = (roots.length ? roots : [document.body]).flatMap((root) => [...root.querySelectorAll('*')]);
"""

_COLOURS = (
    """(hosts) => {"""
    + _COMMON
    + """
  const found = [];
  for (const e of everything.filter(seen)) {
    if (e.matches(':disabled')) continue;  // WCAG 1.4.3 leaves out what cannot be used
    const own = [...e.childNodes].filter((n) => n.nodeType === 3 && n.data.trim()).map((n) => n.data.trim()).join(' ');
    const style = getComputedStyle(e);
    if (own) {
      const size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      found.push([own.slice(0, 60), contrast(rgb(style.color), paper(e)), large ? 3 : 4.5]);
    }
    if (e.matches('svg.symbol .outline')) {
      const name = 'outline of ' + e.parentNode.getAttribute('class');
      const colours = [style.fill, style.stroke].map(rgb).filter(({a}) => a > 0);
      found.push([name, Math.max(...colours.map((one) => contrast(one, paper(e.parentNode)))), 3]);
      const inside = e.parentNode.querySelector('.inside[d]:not([d=""])');
      if (inside) found.push(['inside of ' + e.parentNode.getAttribute('class'),
                              contrast(rgb(getComputedStyle(inside).stroke), rgb(style.fill)), 3]);
    }
  }
  return found;
}"""
)

_CLIPPED = (
    """(hosts) => {"""
    + _COMMON
    + """
  // The page's own width is its own; of ours, what scrolls or hides must not have to.
  const holds = (e) => e === document.documentElement ? !roots.length : getComputedStyle(e).overflowX !== 'visible';
  const wide = [document.documentElement, ...everything].filter(
    (e) => holds(e) && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1);
  const outside = everything.filter(seen).filter((e) => {
    const {left, right} = e.getBoundingClientRect();
    return left < -1 || right > innerWidth + 1;
  });
  return [...wide, ...outside].map((e) => e.outerHTML.slice(0, 160));
}"""
)

_MOVING = (
    """(hosts) => {"""
    + _COMMON
    + """
  const moves = ({animationName, transitionDuration}) => animationName !== 'none' || /[1-9]/.test(transitionDuration);
  return everything.filter((e) => moves(getComputedStyle(e))).map((e) => e.outerHTML.slice(0, 160));
}"""
)


@dataclass(frozen=True)
class Colours:
    what: str
    contrast: float
    needed: float


def axe(surface: Surface, *hosts: str) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA: in the page, or only in the extension's elements ``hosts``."""
    source = install(Path(__file__).with_name("package.json"), "axe") / "axe-core" / "axe.min.js"
    if not surface.evaluate("() => 'axe' in globalThis"):
        surface.evaluate(f"() => {{ {source.read_text(encoding='utf-8')}\n }}")
    return list(_ask(surface, _AXE, WCAG, hosts=hosts))


def colours(surface: Surface, *hosts: str) -> list[Colours]:
    """Every text and symbol that can be seen, with its contrast against what it stands on, and what WCAG asks for."""
    return [Colours(*one) for one in _ask(surface, _COLOURS, hosts=hosts)]


def clipped(surface: Surface, *hosts: str) -> list[str]:
    """What is wider than its place."""
    return list(_ask(surface, _CLIPPED, hosts=hosts))


def moving(surface: Surface, *hosts: str) -> list[str]:
    return list(_ask(surface, _MOVING, hosts=hosts))


def _ask(surface: Surface, function: str, *arguments: Any, hosts: tuple[str, ...]) -> Any:
    opened = [host for host in hosts if surface.in_shadow(host, _OPEN)]
    assert opened or not hosts, f"none of {hosts} is there"
    return surface.evaluate(function, *arguments, opened)


@dataclass(frozen=True)
class Node:
    """One node of the accessibility tree: what a screen reader is told."""

    role: str
    name: str
    description: str
    properties: dict[str, Any]


def tree(page: Page) -> list[Node]:
    """Chromium's accessibility tree of the page, closed shadow roots included, without what is hidden from it."""
    assert isinstance(page, ChromiumPage)
    page.call("Accessibility.enable")
    nodes = page.call("Accessibility.getFullAXTree")["nodes"]
    page.call("Accessibility.disable")

    def value(node: dict[str, Any], key: str) -> str:
        return str(node.get(key, {}).get("value", ""))

    return [
        Node(
            value(node, "role"),
            value(node, "name"),
            value(node, "description"),
            {each["name"]: each["value"].get("value") for each in node.get("properties", ())},
        )
        for node in nodes
        if not node["ignored"]
    ]


def named(nodes: list[Node], role: str, part: str = "") -> list[Node]:
    """Nodes of a role whose name has ``part`` in it."""
    return [node for node in nodes if node.role == role and part in node.name]
