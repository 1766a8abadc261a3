// What the page of a picture needs; others fetch it when they have nothing else to do.
import './viewer.js';
import './zoom.js';
import './motion.js';
import './edit.js';
import './place.js';
