"""Opens a report for a committee in a real Chromium and tells what is wrong with it.

    read_page.py --available             says `ready` where Chromium and the packages are there
    read_page.py PAGE [--pictures DIR]   checks a page; pictures and a PDF go to the folder
    read_page.py PAGE --title TEXT       also: the title of the page must still contain the text
    read_page.py PAGE --beginning FILE   draws the beginning of the page and checks nothing

The page is opened in light and dark, on a wide screen and on a telephone, without network. It must
ask for nothing, say nothing to the console, run no script, have no breach that axe finds, fit the
width of the screen, and be usable by keyboard. What is wrong is told on standard output, a line each;
the exit status is 1 then.
"""

import argparse
import pathlib
import shutil
import sys

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
SCREENS = [
    ("light", {"width": 1100, "height": 900}),
    ("dark", {"width": 1100, "height": 900}),
    ("light", {"width": 375, "height": 800}),
]


def browser_path():
    """The Chromium of the system, or None."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def is_available():
    try:
        import axe_playwright_python.sync_playwright  # noqa: F401
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return False
    return browser_path() is not None


# Elements and attributes that would run or load something.
ACTIVE = """() => {
  const found = [];
  for (const element of document.querySelectorAll('*')) {
    const name = element.tagName.toLowerCase();
    if (['script', 'img', 'iframe', 'object', 'embed', 'form', 'input', 'base'].includes(name))
      found.push(`element <${name}>`);
    for (const attribute of element.attributes) {
      if (attribute.name.startsWith('on')) found.push(`attribute ${attribute.name} of <${name}>`);
      if (['href', 'src', 'action', 'formaction', 'xlink:href'].includes(attribute.name)
          && !/^(https?:\\/\\/|#|data:,$)/.test(attribute.value))
        found.push(`address ${attribute.value} of <${name}>`);
    }
    if (name === 'a' && /^https?:/.test(element.getAttribute('href') ?? '')
        && element.rel !== 'noopener noreferrer')
      found.push(`link without rel: ${element.getAttribute('href')}`);
  }
  return found;
}"""

FOCUSED = """() => {
  const element = document.activeElement;
  if (element === document.body || element.dataset.met) return null;
  element.dataset.met = 'yes';
  return element.tagName.toLowerCase();
}"""


def check_keyboard(page, problems):
    """Goes through the page by the tabulator key."""
    wanted = page.evaluate("document.querySelectorAll('a[href], summary, [tabindex=\"0\"]').length")
    met = []
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        name = page.evaluate(FOCUSED)
        if name is None:
            break
        met.append(name)
    if len(met) < wanted:
        problems.append(f"the tabulator key reaches {len(met)} of {wanted} places")
    if met and met[0] != "a":
        problems.append(f"the first place of the keyboard is <{met[0]}>, not the link that skips")
    details = page.locator("details").first
    if details.count():
        details.locator("summary").focus()
        page.keyboard.press("Enter")
        if details.get_attribute("open") is None:
            problems.append("the Enter key does not open details")


def check(page_path, pictures, title):
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    address = pathlib.Path(page_path).resolve().as_uri()
    problems = []
    with sync_playwright() as play:
        # In containers the sandbox of Chromium cannot be set up; the page comes from this program.
        browser = play.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        for scheme, size in SCREENS:
            name = f"{scheme}-{size['width']}"
            context = browser.new_context(color_scheme=scheme, viewport=size, offline=True)
            page = context.new_page()
            page.on("console", lambda message: problems.append(f"{name}: console: {message.text}"))
            page.on("pageerror", lambda error: problems.append(f"{name}: error: {error}"))
            page.on("dialog", lambda dialog: (problems.append(f"{name}: dialog"), dialog.dismiss()))
            page.on(
                "request",
                lambda request: request.url in (address, "data:,")
                or problems.append(f"{name}: request: {request.url[:200]}"),
            )
            page.goto(address)
            problems += [f"{name}: {found}" for found in page.evaluate(ACTIVE)]
            if title and title not in page.title():
                problems.append(f"{name}: the title became '{page.title()}'")
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > size["width"]:
                problems.append(f"{name}: the page is {width} px wide")
            if pictures:
                page.screenshot(path=f"{pictures}/{name}.png", full_page=True)
            result = Axe().run(page)
            for breach in result.response["violations"]:
                targets = ", ".join(str(node["target"]) for node in breach["nodes"][:3])
                problems.append(f"{name}: axe: {breach['id']}: {breach['help']}: {targets}")
            if (scheme, size) == SCREENS[0]:
                check_keyboard(page, problems)
                if pictures:
                    page.pdf(path=f"{pictures}/page.pdf", prefer_css_page_size=True)
            context.close()
        browser.close()
    return problems


def draw_beginning(page_path, picture):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 900, "height": 1100})
        page.goto(pathlib.Path(page_path).resolve().as_uri())
        page.screenshot(path=picture)
        browser.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("page", nargs="?")
    parser.add_argument("--available", action="store_true")
    parser.add_argument("--pictures")
    parser.add_argument("--title")
    parser.add_argument("--beginning")
    options = parser.parse_args()
    if options.available:
        print("ready" if is_available() else "")
        return 0
    if not options.page:
        parser.error("a page is missing")
    if not is_available():
        print("Chromium or the packages of requirements.txt are missing", file=sys.stderr)
        return 2
    if options.beginning:
        draw_beginning(options.page, options.beginning)
        return 0
    problems = check(options.page, options.pictures, options.title)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
