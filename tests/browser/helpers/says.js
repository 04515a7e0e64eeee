'use strict';

const fs = require('node:fs');
const path = require('node:path');

const strings = fs.readFileSync(path.join(__dirname, '../../../themes/default/i18n/fr.yaml'), 'utf8');

// What the theme says in French under `key`, whatever its placeholders hold.
module.exports = function says(key) {
  const [, text] = new RegExp(`^${key}: "(.*)"$`, 'm').exec(strings) || [];
  if (!text) throw new Error(`themes/default/i18n/fr.yaml does not say ${key}`);
  return new RegExp(text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '.+?'));
};
