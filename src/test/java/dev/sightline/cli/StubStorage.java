package dev.sightline.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes what S3 takes by a presigned POST: each field as it was signed, the file as the last part, of the announced
/// size.
final class StubStorage implements AutoCloseable {

    private static final Pattern TYPE =
            Pattern.compile("multipart/form-data; ?boundary=([A-Za-z0-9'()+_,./:=?-]{1,70})");
    private static final Pattern HEAD = Pattern.compile(
            "Content-Disposition: form-data; name=\"([^\"]+)\"(; filename=\"[^\"]+\")?(\r\nContent-Type: \\S+)?",
            Pattern.CASE_INSENSITIVE);

    final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    final AtomicInteger posts = new AtomicInteger();
    /// How many posts come too late for their leave.
    final AtomicInteger tooLate = new AtomicInteger();

    final AtomicInteger toDrop = new AtomicInteger();

    private final List<String> violations;
    private final Map<String, StubServer.Announced> allowed = new ConcurrentHashMap<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final StubHttp http = new StubHttp(this::post);

    private record Part(String name, boolean isFile, byte[] bytes) {}

    StubStorage(List<String> violations) {
        this.violations = violations;
    }

    String url() {
        return http.url() + "/bucket";
    }

    /// The fields that allow to store the file once.
    Map<String, String> allow(StubServer.Announced file) {
        allowed.put("originals/" + file.id(), file);
        return fields(file);
    }

    @Override
    public void close() {
        http.close();
    }

    private static Map<String, String> fields(StubServer.Announced file) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("key", "originals/" + file.id());
        fields.put("Content-Type", file.type());
        fields.put("success_action_status", "201");
        fields.put("policy", "cG9saWN5");
        fields.put("x-amz-signature", "0123456789abcdef");
        return fields;
    }

    private void post(HttpExchange exchange, byte[] body) throws IOException {
        posts.incrementAndGet();
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            if (toDrop.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.close();
            } else if (tooLate.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                error(exchange, 403, "AccessDenied", "Invalid according to Policy: Policy expired.");
            } else {
                store(exchange, body);
            }
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private void store(HttpExchange exchange, byte[] body) throws IOException {
        List<Part> parts = parts(exchange, body);
        Part file = parts.isEmpty() ? null : parts.getLast();
        Map<String, String> fields = new LinkedHashMap<>();
        parts.stream()
                .filter(part -> !part.isFile())
                .forEach(part -> fields.put(part.name(), new String(part.bytes(), UTF_8)));
        StubServer.Announced announced = allowed.get(String.valueOf(fields.get("key")));
        String wrong = wrong(exchange, announced, fields, file);
        if (!wrong.isEmpty()) {
            violations.add(wrong);
            error(exchange, 400, "InvalidRequest", wrong);
            return;
        }
        objects.put(fields.get("key"), file.bytes());
        StubHttp.answer(exchange, 201, "application/xml", "<PostResponse/>");
    }

    private static String wrong(
            HttpExchange exchange, StubServer.Announced announced, Map<String, String> fields, Part file) {
        if (!exchange.getRequestMethod().equals("POST")
                || !exchange.getRequestURI().toString().equals("/bucket")) {
            return "not a post to the bucket";
        }
        if (exchange.getRequestHeaders().containsKey("Authorization")) {
            return "tells the storage the server's token";
        }
        if (!exchange.getRequestHeaders().containsKey("Content-Length")) {
            return "does not say how much it sends";
        }
        if (file == null || !file.isFile() || !file.name().equals("file")) {
            return "the file is not the last part";
        }
        if (announced == null || !fields.equals(fields(announced))) {
            return "other fields than were signed: " + fields;
        }
        if (file.bytes().length != announced.size()) {
            return "another size than was announced";
        }
        return sha256(file.bytes()).equals(announced.sha256()) ? "" : "other bytes than were announced";
    }

    private static List<Part> parts(HttpExchange exchange, byte[] body) {
        Matcher type = TYPE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")));
        String text = new String(body, ISO_8859_1);
        String delimiter = type.matches() ? "--" + type.group(1) : null;
        if (delimiter == null
                || !text.startsWith(delimiter + "\r\n")
                || !text.endsWith("\r\n" + delimiter + "--\r\n")) {
            return List.of();
        }
        List<Part> parts = new ArrayList<>();
        int start = delimiter.length() + 2;
        while (start < text.length()) {
            int end = text.indexOf("\r\n" + delimiter, start);
            int blank = text.indexOf("\r\n\r\n", start);
            Matcher head = HEAD.matcher(text.substring(start, blank));
            if (!head.matches()) {
                return List.of();
            }
            byte[] bytes = Arrays.copyOfRange(body, blank + 4, end);
            parts.add(new Part(head.group(1), head.group(2) != null, bytes));
            start = end + 2 + delimiter.length() + 2;
            if (text.startsWith("--", start - 2)) {
                break;
            }
        }
        return parts;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void error(HttpExchange exchange, int status, String code, String message) throws IOException {
        StubHttp.answer(
                exchange,
                status,
                "application/xml",
                "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>");
    }
}
