package link.box.work.clock;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A small program that tells something: run without a shell, input or our environment; bounded in time and output. */
final class Program {
    private static final int OUTPUT = 4096;
    private static final int EXCERPT = 100;
    /** As a shell says it; BusyBox says it for what it was built without. */
    private static final int NOT_THERE = 127;

    private final Path path;
    private final List<String> arguments;
    private final Duration patience;

    Program(Path path, List<String> arguments, Duration patience) {
        this.path = path;
        this.arguments = arguments;
        this.patience = patience;
    }

    /** The program is not on this system. */
    static final class Absent extends IOException {
        private static final long serialVersionUID = 1L;

        Absent(Path path) {
            super(path + " is not there");
        }
    }

    /**
     * Blocks until it ends, within limits.
     *
     * @return what it printed
     * @throws Absent it is not there
     * @throws IOException it hangs, fails or prints too much; says which
     */
    String run() throws IOException, InterruptedException {
        if (!Files.isExecutable(path)) {
            throw new Absent(path);
        }
        Process process = start();
        try {
            // a program that prints more than a pipe holds waits for a reader, and so for its end
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(this + " does not end");
            }
            return output(process);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Override
    public String toString() {
        return path.getFileName() + " " + String.join(" ", arguments);
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(path.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectInput(Redirect.from(new File("/dev/null")));
        builder.environment().clear();
        builder.environment().putAll(Map.of("LC_ALL", "C", "PATH", "/usr/sbin:/usr/bin:/sbin:/bin"));
        return builder.start();
    }

    private String output(Process process) throws IOException {
        InputStream stream = process.getInputStream();
        // what is there now: a child that it left behind may keep the pipe open
        byte[] bytes = stream.readNBytes(Math.min(stream.available(), OUTPUT + 1));
        if (process.exitValue() == NOT_THERE) {
            throw new Absent(path);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            throw new IOException(this + " failed: " + excerpt(text));
        }
        if (bytes.length > OUTPUT) {
            throw new IOException(this + " prints too much");
        }
        return text;
    }

    /** @return the first line of a text, fit for a log */
    static String excerpt(String text) {
        String line = text.strip().lines().findFirst().orElse("(nothing)").replaceAll("[^\\x20-\\x7e]", "?");
        return line.substring(0, Math.min(EXCERPT, line.length()));
    }
}
