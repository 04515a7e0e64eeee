'use strict';

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const folder = path.join(__dirname, '../../../themes/default/static/js');

// Scripts of the theme as a page runs them, one after the other on one object, which is returned.
module.exports = function load(...files) {
  const pupitre = {};
  for (const file of files) {
    const filename = path.join(folder, file);
    vm.compileFunction(fs.readFileSync(filename, 'utf8'), ['pupitre'], { filename })(pupitre);
  }
  return pupitre;
};
