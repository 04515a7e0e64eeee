'use strict';
// The search of a built site without a page: the theme's scripts on the files that the site has.

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const load = require('../../js/helpers/scripts.js');

const scripts = ['fold', 'stem', 'dictionary', 'slips', 'meant', 'passage', 'engine'].map((name) => `search/${name}.js`);

// `from` says where a file comes from that is asked for by this name and query, else it is that of `site`.
module.exports = function engine(site, from = () => site) {
  const pupitre = load(...scripts);
  pupitre.loaded = [];
  pupitre.shard = async (name, query) => {
    pupitre.loaded.push(name);
    const filename = path.join(from(name, query), 'search', `${name}.js`);
    vm.compileFunction(fs.readFileSync(filename, 'utf8'), ['pupitre'], { filename })(pupitre);
    return pupitre.shards[name];
  };
  return pupitre;
};
