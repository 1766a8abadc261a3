// Drags through the whole timeline. It stands for the scroll position, so the two follow each other.

const SHORT = 3; // screens; what is shorter is scrolled as any page
const APART = 20; // pixels between two years
const SHOWN_MS = 1200;

/** The scrubber within its place in the page; null where the page has none. */
export function scrubber(place) {
  return place ? new Scrubber(place) : null;
}

class Scrubber {
  constructor(place) {
    this.element = place;
    this.years = make('div', 'years');
    this.years.ariaHidden = 'true';
    this.knob = make('div', 'knob');
    this.label = make('output', 'when');
    this.label.ariaHidden = 'true';
    Object.assign(this.knob, { role: 'slider', tabIndex: 0, ariaLabel: 'Month', ariaOrientation: 'vertical', ariaValueMin: '0' });
    place.replaceChildren(this.years, this.knob, this.label);
    this.listen();
  }

  listen() {
    const { element: place, knob } = this;
    place.addEventListener('pointerdown', event => {
      if (event.button) return;
      event.preventDefault();
      place.setPointerCapture(event.pointerId);
      this.dragged = true;
      place.classList.add('dragged');
      knob.focus({ preventScroll: true });
      this.drag(event);
    });
    place.addEventListener('pointermove', event => (this.dragged ? this.drag(event) : this.hint(event)));
    place.addEventListener('pointerleave', () => this.dragged || this.say(this.fraction()));
    for (const type of ['pointerup', 'pointercancel']) {
      place.addEventListener(type, () => {
        this.dragged = false;
        place.classList.remove('dragged');
        this.follow();
      });
    }
    knob.addEventListener('keydown', event => this.press(event));
  }

  /** @param months from the newest on: `words`, `year` and `top`, in pixels of the page */
  place(months) {
    this.months = months;
    this.range = document.documentElement.scrollHeight - innerHeight;
    this.element.hidden = this.range < (SHORT - 1) * innerHeight;
    if (this.element.hidden) return;
    this.height = this.element.clientHeight;
    this.covered = parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--bar'));
    this.knob.ariaValueMax = String(months.length - 1);
    this.drawYears();
    this.follow();
  }

  drawYears() {
    const marks = [];
    let last = -Infinity;
    for (const month of this.months.filter((it, i) => it.year !== this.months[i - 1]?.year)) {
      const at = this.fractionOf(month) * this.height;
      const isNamed = at - last >= APART && at <= this.height - APART / 2;
      const mark = make('span', isNamed ? 'year' : 'tick');
      if (isNamed) last = at;
      mark.textContent = isNamed ? month.year : '';
      mark.style.top = `${at}px`;
      marks.push(mark);
    }
    this.years.replaceChildren(...marks);
  }

  follow() {
    if (this.element.hidden || !this.months) return;
    const fraction = this.fraction();
    const at = this.current(fraction);
    this.move(this.knob, fraction);
    write(this.knob, 'ariaValueNow', String(this.months.length - 1 - at));
    write(this.knob, 'ariaValueText', this.months[at].words);
    if (!this.element.matches(':hover') || this.dragged) this.say(fraction, at);
    this.element.classList.add('moving');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.element.classList.remove('moving'), SHOWN_MS);
  }

  drag(event) {
    scrollTo({ top: this.at(event) * this.range, behavior: 'instant' });
  }

  hint(event) {
    this.say(this.at(event));
  }

  say(fraction, at = this.monthAt(fraction)) {
    this.move(this.label, fraction);
    write(this.label, 'textContent', this.months[at].words);
  }

  /** Without a layout of the page. */
  move(element, fraction) {
    element.style.translate = `0 calc(${fraction * this.height}px - 50%)`;
  }

  press(event) {
    const at = this.current(this.fraction());
    const { months } = this;
    const year = months[at].year;
    const to = {
      ArrowUp: () => at - 1,
      ArrowRight: () => at - 1,
      ArrowDown: () => at + 1,
      ArrowLeft: () => at + 1,
      PageUp: () => months.findIndex(month => month.year === months.findLast(it => it.year > year)?.year),
      PageDown: () => months.findIndex(month => month.year < year),
      Home: () => 0,
      End: () => months.length - 1,
    }[event.key]?.();
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const wanted = to < 0 ? (event.key === 'PageDown' ? months.length - 1 : 0) : Math.min(to, months.length - 1);
    scrollTo({ top: wanted ? months[wanted].top - this.covered : 0, behavior: 'instant' });
    this.chosen = { month: wanted, top: scrollY };
    this.follow();
  }

  /** The month that was gone to by key, for as long as nobody scrolls: the last ones of the page share their place. */
  current(fraction) {
    return this.chosen?.top === scrollY ? this.chosen.month : this.monthAt(fraction);
  }

  /** Where the pointer is, from 0 at the top to 1 at the bottom. */
  at({ clientY }) {
    const { top, height } = this.element.getBoundingClientRect();
    return Math.min(Math.max((clientY - top) / height, 0), 1);
  }

  fraction() {
    return Math.min(Math.max(scrollY / this.range, 0), 1);
  }

  fractionOf(month) {
    return Math.min(Math.max((month.top - this.covered) / this.range, 0), 1);
  }

  /** Which month is right below the bar there; at the end of the page, the last. */
  monthAt(fraction) {
    if (fraction > 1 - 1e-6) return this.months.length - 1;
    const line = fraction * this.range + this.covered + 1;
    const after = this.months.findIndex(month => month.top > line);
    return after < 0 ? this.months.length - 1 : Math.max(after - 1, 0);
  }
}

/** To write the same anew at each frame has the browser style the whole page anew. */
function write(element, property, value) {
  if (element[property] !== value) element[property] = value;
}

function make(name, style) {
  const element = document.createElement(name);
  element.className = style;
  return element;
}
