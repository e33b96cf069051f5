'use strict';
// Builds an article from its data. Texts enter the page as text nodes only: nothing in them can become markup.
const buildArticle = (a, rules) => {
  const el = (tag, attributes, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value) node.setAttribute(name, value);
    node.append(...children.filter(child => child !== null && child !== ''));
    return node;
  };
  const han = (tag, className, text) => text ? el(tag, {lang: 'zh-Hans', class: className}, text) : null;
  const some = (number, noun) => number.toLocaleString('en-GB') + ' ' + noun + (number === 1 ? '' : 's');
  const tone = a.status === 'ready' ? 'ok-text' : a.grave ? 'grave-text' : 'check-text';

  const text = (runs, chinese) => runs.map(run => {
    if (typeof run === 'string') return run;
    const [content, refs, verdict] = run, term = refs[0] === 't';
    const classes = (term ? 't' : 'f') + (verdict === 'matched' ? '' : ' ' + verdict);
    return el('mark', {class: classes, tabindex: '0', 'data-r': refs, 'data-e': term && chinese ? a.terms[refs] : null}, content);
  });
  const header = () => el('header', {},
    el('span', {class: 'status ' + tone}, a.status === 'ready' ? 'Ready' : 'To review'),
    el('h2', {id: 'h-' + a.id, dir: 'auto'}, a.title),
    a.title_zh !== a.title ? han('p', 'zh-title', a.title_zh) : null,
    el('p', {class: 'about'}, a.date ? el('span', {}, a.date) : null, han('span', '', a.outlet),
      a.places.length ? el('span', {}, a.places.slice(0, 4).join(', ')) : null,
      a.url ? el('a', {href: a.url, rel: 'noopener noreferrer nofollow'}, 'Source page') : null,
      el('span', {dir: 'auto'}, a.uri)));
  const overview = () => a.findings.length ? el('section', {class: 'review-note', 'aria-label': 'Findings'},
    el('p', {class: 'label'}, some(a.findings.length, 'finding')),
    el('ol', {}, ...a.findings.map(f => el('li', {class: f.severity},
      el('a', {href: '#' + a.id + '-' + (f.segment || 'title')}, f.message), ' ', el('span', {class: 'where'}, f.where))))) : null;
  const rule = id => rules[id] ? id + ', ' + rules[id] : id;
  const finding = f => el('li', {class: f.severity, tabindex: '-1'},
    el('b', {}, f.label), ' ', el('span', {class: 'rule'}, f.note), el('br', {}), f.message,
    f.rule ? el('span', {class: 'rule'}, ' Rule ' + rule(f.rule) + '.') : null);
  const segment = s => {
    const own = a.findings.filter(f => f.segment === s.name);
    return el('section', {class: 'seg', id: a.id + '-' + s.name},
      el('h3', {class: 'label'}, s.label, s.origin ? el('span', {}, ' · ' + s.origin) : null),
      el('p', {class: 'zh', lang: 'zh-Hans', dir: 'auto'}, ...text(s.zh, true)),
      s.en.length ? el('p', {class: s.name === 'title' ? 'en headline' : 'en', dir: 'auto'}, ...text(s.en, false))
        : el('p', {class: 'none'}, 'There is no English.'),
      own.length ? el('ul', {}, ...own.map(finding)) : null);
  };
  const row = f => el('tr', {'data-f': f.ref}, el('td', {lang: 'zh-Hans'}, f.zh || '–'), el('td', {}, f.en || '–'),
    el('td', {}, f.value || '–'),
    el('td', {class: {matched: 'ok-text', unsupported: 'check-text'}[f.status] || 'grave-text'}, f.verdict),
    el('td', {}, f.rules.map(rule).join('; ')), el('td', {}, el('a', {href: '#' + a.id + '-' + f.segment}, f.where)));
  const figures = () => a.figures.length ? el('details', {class: 'figures'}, el('summary', {}, 'All ' + some(a.figures.length, 'figure')),
    el('div', {class: 'table-box', tabindex: '0', role: 'region', 'aria-label': 'Figures'}, el('table', {class: 'data'},
      el('thead', {}, el('tr', {}, ...['Chinese', 'English', 'Value', 'Verdict', 'Rules', 'Where'].map(
        name => el('th', {scope: 'col'}, name)))),
      el('tbody', {}, ...a.figures.map(row))))) : null;
  return el('article', {id: 'a-' + a.id, 'aria-labelledby': 'h-' + a.id},
    header(), overview(), ...a.segments.map(segment), figures());
};
