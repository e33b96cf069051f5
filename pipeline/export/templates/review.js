(() => {
  const root = document.documentElement;
  root.classList.add('js');
  const $ = id => document.getElementById(id);
  const wide = matchMedia('(min-width: 60rem)');

  addEventListener('DOMContentLoaded', () => {
    const items = [...$('list').children];
    const link = item => item.firstElementChild;
    const rules = JSON.parse($('rules').textContent);
    const dataOf = item => JSON.parse($('d-' + item.dataset.id).textContent);
    const articles = new Map(), texts = new Map();
    let shown = items, current = null, status = '', finding = -1;

    // Articles lie in the page as data, which costs next to nothing, until they are first shown.
    const build = item => {
      if (!articles.has(item)) articles.set(item, $('articles').appendChild(buildArticle(dataOf(item), rules)));
      return articles.get(item);
    };
    const textOf = item => {
      if (!texts.has(item)) {
        const said = runs => runs.map(run => typeof run === 'string' ? run : run[0]).join('');
        const a = dataOf(item), messages = a.findings.map(f => f.label + ' ' + f.message);
        const parts = a.segments.map(s => said(s.zh) + '\n' + said(s.en));
        texts.set(item, [a.title, a.outlet, a.uri, ...parts, ...messages].join('\n').toLowerCase());
      }
      return texts.get(item);
    };

    // --- filters
    const filter = () => {
      const words = $('q').value.toLowerCase().split(/\s+/).filter(Boolean);
      const code = $('code').value, place = $('place').value, from = $('from').value, to = $('to').value;
      const fits = ({dataset: d}) => (!status || d.status === status) && (!code || d.codes.split(' ').includes(code))
        && (!place || d.places.split('|').includes(place)) && (!from || d.date >= from) && (!to || d.date && d.date <= to);
      shown = items.filter(item => fits(item) && words.every(word => textOf(item).includes(word)));
      const visible = new Set(shown);
      for (const item of items) {
        item.hidden = !visible.has(item);
      }
      const number = shown.length.toLocaleString('en-GB');
      $('found').textContent = number + (shown.length === 1 ? ' article' : ' articles');
      $('empty').hidden = shown.length > 0;
      open(shown.includes(current) ? current : shown[0] || null, false);
    };
    const clear = () => {
      $('filters').reset();
      choose('');
    };
    const choose = value => {
      status = value;
      for (const b of document.querySelectorAll('[data-status][aria-pressed]')) {
        b.setAttribute('aria-pressed', String(b.dataset.status === value));
      }
      filter();
    };

    // --- one article at a time
    const open = (item, move) => {
      if (current && current !== item) {
        build(current).classList.remove('current');
        link(current).removeAttribute('aria-current');
      }
      if (item !== current) finding = -1;
      current = item;
      hide();
      const at = shown.indexOf(item);
      $('position').textContent = item ? (at + 1) + ' of ' + shown.length : '';
      $('prev').disabled = at <= 0;
      $('next').disabled = at < 0 || at === shown.length - 1;
      $('nextfinding').disabled = !item || !findings().length;
      $('print').disabled = $('printall').disabled = !item;
      if (!item) return;
      build(item).classList.add('current');
      link(item).setAttribute('aria-current', 'true');
      if (move) {
        root.classList.add('reading');
        history.replaceState(null, '', '#a-' + item.dataset.id);
        if (wide.matches) link(item).scrollIntoView({block: 'nearest'});
        build(item).scrollIntoView();
      }
    };
    const step = by => {
      const item = shown[shown.indexOf(current) + by];
      if (item) open(item, true);
    };
    const findings = () => current ? [...build(current).querySelectorAll('.seg li')] : [];
    const stepFinding = by => {
      const all = findings();
      if (!all.length) return;
      root.classList.add('reading');
      finding = finding < 0 && by < 0 ? all.length - 1 : (finding + by + all.length) % all.length;
      all[finding].closest('.seg').scrollIntoView({block: 'start'});
      all[finding].focus({preventScroll: true});
    };
    const back = () => {
      root.classList.remove('reading');
      if (current) link(current).focus();
    };

    // --- figures and terms: what is said of one, and its counterpart
    const card = $('card');
    const twins = refs => refs.flatMap(ref => [...build(current).querySelectorAll('mark[data-r~="' + ref + '"]')]);
    const hide = () => {
      card.hidden = true;
      for (const twin of document.querySelectorAll('.twin')) twin.classList.remove('twin');
      for (const mark of document.querySelectorAll('[aria-describedby=card]')) mark.removeAttribute('aria-describedby');
    };
    const line = (className, content) => {
      const p = document.createElement('p');
      p.className = className;
      p.textContent = content;
      card.append(p);
    };
    const tellFigure = ref => {
      const row = build(current).querySelector('tr[data-f="' + ref + '"]');
      const [zh, en, value, verdict, rules] = [...row.cells].map(cell => cell.textContent);
      line('pair', zh + ' → ' + en);
      if (value !== '–') line('value', 'Value: ' + value);
      line('', verdict);
      if (rules) line('muted', 'Rules: ' + rules);
    };
    const tellTerm = ref => {
      const chinese = build(current).querySelector('mark[data-r="' + ref + '"][data-e]');
      if (!chinese) return;
      line('pair', chinese.textContent + ' → ' + chinese.dataset.e);
      line('', chinese.classList.contains('missing') ? 'The English does not use this approved term.'
        : 'The English uses the approved term.');
    };
    const show = mark => {
      hide();
      const refs = mark.dataset.r.split(' ');
      for (const twin of twins(refs)) twin.classList.add('twin');
      card.replaceChildren();
      for (const ref of refs) (ref[0] === 'f' ? tellFigure : tellTerm)(ref);
      card.hidden = false;
      mark.setAttribute('aria-describedby', 'card');
      const at = mark.getClientRects()[0], width = card.offsetWidth, height = card.offsetHeight;
      const above = at.bottom + height + 12 > innerHeight && at.top > height + 12;
      // Within the column of the mark, so that its counterpart beside it stays in sight.
      const column = mark.parentElement.getBoundingClientRect();
      const left = Math.max(column.left, Math.min(at.left, column.right - width));
      card.style.left = Math.max(16, Math.min(left, root.clientWidth - width - 16)) + scrollX + 'px';
      card.style.top = (above ? at.top - height - 8 : at.bottom + 8) + scrollY + 'px';
    };
    const markOf = event => event.target.closest ? event.target.closest('mark') : null;
    const follow = mark => {
      const other = twins(mark.dataset.r.split(' ')).find(twin => twin.parentElement !== mark.parentElement);
      if (!other) return;
      other.focus({preventScroll: true});
      other.scrollIntoView({block: 'nearest'});
    };

    // --- events
    const pane = $('articles');
    pane.addEventListener('mouseover', event => { if (markOf(event)) show(markOf(event)); });
    // A pointer that leaves, or under which the page scrolls away, leaves the card to the mark with the focus.
    pane.addEventListener('mouseout', event => {
      if (!markOf(event)) return;
      if (document.activeElement.matches('mark')) show(document.activeElement);
      else hide();
    });
    pane.addEventListener('focusin', event => { if (markOf(event)) show(markOf(event)); else hide(); });
    pane.addEventListener('focusout', hide);
    pane.addEventListener('click', event => {
      if (markOf(event)) follow(markOf(event));
    });
    $('list').addEventListener('click', event => {
      const item = event.target.closest('li');
      if (!item) return;
      event.preventDefault();
      open(item, true);
    });
    for (const b of document.querySelectorAll('[data-status][aria-pressed]')) {
      b.addEventListener('click', () => choose(b.dataset.status));
    }
    $('filters').addEventListener('input', filter);
    $('filters').addEventListener('submit', event => event.preventDefault());
    $('clear').addEventListener('click', clear);
    $('back').addEventListener('click', back);
    $('prev').addEventListener('click', () => step(-1));
    $('next').addEventListener('click', () => step(1));
    $('nextfinding').addEventListener('click', () => stepFinding(1));
    $('print').addEventListener('click', () => print());
    $('printall').addEventListener('click', () => {
      for (const article of articles.values()) article.classList.remove('shown');
      for (const item of shown) build(item).classList.add('shown');
      root.classList.add('print-all');
      print();
    });
    addEventListener('afterprint', () => root.classList.remove('print-all'));
    addEventListener('hashchange', () => byHash());
    addEventListener('keydown', event => {
      if (event.key === 'Escape') {
        if (!card.hidden) hide();
        else if (root.classList.contains('reading') && !wide.matches) back();
        else clear();
        if (event.target.matches('input, select')) event.target.blur();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, select')) return;
      if (event.key === 'Enter' && markOf(event)) follow(markOf(event));
      const act = {j: () => step(1), k: () => step(-1), n: () => stepFinding(1), p: () => stepFinding(-1),
        '/': () => { back(); $('q').focus(); }}[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    });
    const byHash = () => {
      const wanted = items.find(item => location.hash === '#a-' + item.dataset.id);
      if (wanted) open(wanted, true);
    };
    // On a phone most filters are folded away, so that the list is on the first screen.
    const fold = () => { $('more').open = wide.matches; };
    wide.addEventListener('change', fold);
    fold();
    filter();
    byHash();
  });
})();
