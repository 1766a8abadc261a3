package dev.sightline.web;

import java.util.Map;

/// A whole answer, ready to be sent by Vert.x or by a resource.
record Answer(int status, Map<String, String> headers, String body) {}
