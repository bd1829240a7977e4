package link.box.nat.igd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads the answer to one request (RFC 9112): 200 with a body of limited size, or an exception. */
final class HttpAnswer {
    private static final int HEAD = 8192;
    private static final int LONGEST_NUMBER = 7;

    private final InputStream in;
    private int head = HEAD;
    private boolean chunked;
    private String length = "";

    HttpAnswer(InputStream in) {
        this.in = in;
    }

    byte[] body(int most) throws IOException {
        String status = line();
        if (!status.matches("HTTP/1\\.[01] 200( .*)?")) {
            throw new IOException(status.matches("HTTP/1\\.[01] [0-9]{3}( .*)?") ? "it answers with status " + status.substring(9, 12)
                    : "its answer is no HTTP");
        }
        for (String line = line(); !line.isEmpty(); line = line()) {
            header(line.toLowerCase(Locale.ROOT));
        }
        if (chunked) {
            return chunks(most);
        }
        return length.isEmpty() ? rest(most) : Http.exactly(in, limited(number(length, 10), most));
    }

    private void header(String line) {
        if (line.startsWith("transfer-encoding:")) {
            chunked = line.endsWith("chunked");
        } else if (line.startsWith("content-length:")) {
            length = line.substring("content-length:".length()).strip();
        }
    }

    private byte[] chunks(int most) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = number(line().split(";", 2)[0].strip(), 16);
            if (size == 0) {
                return body.toByteArray();
            }
            limited(size, most - body.size());
            body.writeBytes(Http.exactly(in, size));
            line();
        }
    }

    private byte[] rest(int most) throws IOException {
        byte[] body = in.readNBytes(most + 1);
        limited(body.length, most);
        return body;
    }

    private static int limited(int size, int most) throws IOException {
        if (size > most) {
            throw new IOException("its answer is too large");
        }
        return size;
    }

    private static int number(String digits, int radix) throws IOException {
        boolean digitsOnly = digits.chars().allMatch(each -> Character.digit(each, radix) >= 0);
        if (digits.isEmpty() || digits.length() > LONGEST_NUMBER || !digitsOnly) {
            throw new IOException("its answer has no length");
        }
        return Integer.parseInt(digits, radix);
    }

    /** Head and chunk sizes share one limit. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || --head < 0) {
                throw new IOException(next < 0 ? "its answer is cut short" : "the head of its answer is too large");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
