'use strict';
// The search of a built site without a page: the theme's scripts on the files that the site has.

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const load = require('../../js/helpers/scripts.js');

const scripts = ['fold', 'stem', 'dictionary', 'slips', 'meant', 'passage', 'engine'].map((name) => `search/${name}.js`);

module.exports = function engine(site) {
  const pupitre = load(...scripts);
  pupitre.loaded = [];
  pupitre.shard = async (name) => {
    pupitre.loaded.push(name);
    const filename = path.join(site, 'search', `${name}.js`);
    vm.compileFunction(fs.readFileSync(filename, 'utf8'), ['pupitre'], { filename })(pupitre);
    return pupitre.shards[name];
  };
  return pupitre;
};
