package link.box.login.web;

import jakarta.json.JsonString;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import link.box.common.http.Body;
import link.box.common.json.Json;

/**
 * The fields of a small form: UTF-8 as {@code application/x-www-form-urlencoded} (WHATWG URL standard, section 5); or JSON. Our own parser, as
 * the container answers what is malformed with an error of its own and a stack trace in the log.
 *
 * @param fields decoded; of those with one name the first
 */
public record Form(Map<String, String> fields) {
    public static final Form EMPTY = new Form(Map.of());
    private static final int BYTES = 8192;
    private static final int FIELDS = 32;
    private static final Pattern JSON = Pattern.compile("application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?");
    private static final Pattern TYPE = Pattern.compile("application/x-www-form-urlencoded\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?");

    /** It cannot be read. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        private Refused(int status) {
            super("status " + status);
            this.status = status;
        }

        /** @return the HTTP status that says why */
        public int status() {
            return status;
        }
    }

    /** @return what was posted, or else what the query says. Blocks for a body that has not arrived yet */
    public static Form of(HttpServletRequest request) throws Refused {
        if (!request.getMethod().equals("POST")) {
            return parse(request.getQueryString());
        }
        byte[] body = body(request);
        return body.length > 0 && json(request) ? object(body) : parse(text(request, body));
    }

    /** As {@link #of}, but no JSON; refuses names that come twice, which others may read in another way. */
    public static Form strict(HttpServletRequest request) throws Refused {
        return parse(request.getMethod().equals("POST") ? text(request, body(request)) : request.getQueryString(), true);
    }

    private static String text(HttpServletRequest request, byte[] body) throws Refused {
        if (body.length > 0 && !TYPE.matcher(type(request)).matches()) {
            throw new Refused(415);
        }
        return new String(body, StandardCharsets.ISO_8859_1);
    }

    static boolean json(HttpServletRequest request) {
        return JSON.matcher(type(request)).matches();
    }

    private static String type(HttpServletRequest request) {
        return String.valueOf(request.getContentType()).trim().toLowerCase(Locale.ROOT);
    }

    /** Of a JSON object its texts. */
    private static Form object(byte[] body) throws Refused {
        try {
            Map<String, String> fields = new HashMap<>();
            Json.object(new String(body, StandardCharsets.UTF_8)).forEach((name, value) -> {
                if (value instanceof JsonString text) {
                    fields.put(name, text.getString());
                }
            });
            return new Form(fields);
        } catch (IOException e) {
            throw new Refused(400);
        }
    }

    /** @param text one character for each byte; null for none */
    public static Form parse(String text) throws Refused {
        return parse(text, false);
    }

    /** @param once whether a name that comes twice is refused */
    public static Form parse(String text, boolean once) throws Refused {
        if (text == null || text.isEmpty()) {
            return EMPTY;
        }
        String[] pairs = text.split("&", FIELDS + 1);
        if (pairs.length > FIELDS) {
            throw new Refused(400);
        }
        Map<String, String> fields = new HashMap<>();
        for (String pair : pairs) {
            String[] parts = pair.split("=", 2);
            String earlier = fields.putIfAbsent(decode(parts[0]), parts.length == 1 ? "" : decode(parts[1]));
            if (once && earlier != null) {
                throw new Refused(400);
            }
        }
        return new Form(fields);
    }

    public String value(String name) {
        return fields.getOrDefault(name, "");
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    private static byte[] body(HttpServletRequest request) throws Refused {
        try {
            return Body.read(request, BYTES).orElseThrow(() -> new Refused(413));
        } catch (IOException e) {
            throw new Refused(400);
        }
    }

    private static String decode(String text) throws Refused {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '%') {
                bytes.write(hex(text, i + 1));
                i += 2;
            } else if (next > 0xff) {
                throw new Refused(400);
            } else {
                bytes.write(next == '+' ? ' ' : next);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            throw new Refused(400);
        }
    }

    private static int hex(String text, int at) throws Refused {
        if (at + 2 > text.length() || !HexFormat.isHexDigit(text.charAt(at)) || !HexFormat.isHexDigit(text.charAt(at + 1))) {
            throw new Refused(400);
        }
        return HexFormat.fromHexDigits(text, at, at + 2);
    }
}
