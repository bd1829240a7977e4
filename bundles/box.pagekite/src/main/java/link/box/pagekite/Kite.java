package link.box.pagekite;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A running program. Not thread-safe. */
final class Kite implements Flight {
    private static final int MOST_AT_ONCE = 1 << 16;
    /** More than it ever says in a second; a flood must not hold us for ever. */
    private static final int MOST_IN_A_LOOK = 1 << 20;
    private static final int LONGEST_LINE = 4096;

    private final String host;
    private final Process process;
    private final KiteLog log;
    private final HostPort frontend;
    private final Outside outside;
    private final InputStream output;
    private final StringBuilder line = new StringBuilder();

    /** @param outside the public address of that frontend */
    Kite(String host, Process process, KiteLog log, HostPort frontend, Outside outside) {
        this.host = host;
        this.frontend = frontend;
        this.outside = outside;
        this.process = process;
        this.log = log;
        this.output = process.getInputStream();
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public boolean flies() {
        return log.flies();
    }

    @Override
    public boolean lost() {
        return log.lost();
    }

    @Override
    public Optional<String> refusal() {
        return log.refusal();
    }

    @Override
    public Optional<Hindrance> hindrance() {
        return log.hindrance();
    }

    @Override
    public Optional<String> end() {
        return process.isAlive() ? Optional.empty()
                : Optional.of("the pagekite program ended (exit code " + process.exitValue() + "): " + log.lastWords());
    }

    @Override
    public String place() {
        return frontend.toString();
    }

    /** The program says it in figures. */
    @Override
    public InetAddress frontend() throws IOException, Unusable {
        if (log.frontend().isBlank()) {
            throw new IOException("the program does not say where the frontend is");
        }
        return outside.address(0, InetAddress.getByName(log.frontend())).orElseThrow(() -> Outside.missing(place()));
    }

    @Override
    public boolean isOurs() {
        return false;
    }

    /** The program does not tell. */
    @Override
    public int streams() {
        return 0;
    }

    @Override
    public void unreached() {
        // the program itself knows no better place
    }

    /** Takes in what it has said since; never waits, so that no thread hangs on it. A program that has ended flies no more. */
    @Override
    public void look(long nanos) throws IOException {
        boolean ended = !process.isAlive();
        int left = MOST_IN_A_LOOK;
        for (int count = available(); count > 0 && left > 0; count = available()) {
            take(new String(output.readNBytes(count), StandardCharsets.ISO_8859_1));
            left -= count;
        }
        if (ended) {
            log.ended();
        }
    }

    private int available() throws IOException {
        return Math.min(output.available(), MOST_AT_ONCE);
    }

    private void take(String text) {
        for (char c : text.toCharArray()) {
            if (c == '\n') {
                log.line(line.toString());
                line.setLength(0);
            } else if (line.length() < LONGEST_LINE) {
                line.append(c);
            }
        }
    }

    @Override
    public void stop() {
        ProcessTree.end(process.toHandle());
    }
}
