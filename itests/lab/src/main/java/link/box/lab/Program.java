package link.box.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A program that the lab started: its output goes to a file, and it ends with the lab, with all its children. */
public final class Program implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(8);
    private static final Set<Program> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Program::close), "end programs"));
    }

    private final String name;
    private final Path log;
    private final Process process;

    private Program(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts a program whose output is appended to {@code log}; {@code environment} is added to ours. */
    public static Program start(String name, Path log, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment);
        Program program = new Program(name, log, builder.start());
        RUNNING.add(program);
        return program;
    }

    /** @return its process id; that of the JVM, where a start script waits for one */
    public long pid() {
        return jvm().map(ProcessHandle::pid).orElse(process.pid());
    }

    private Optional<ProcessHandle> jvm() {
        return process.children().filter(each -> each.info().command().orElse("").endsWith("/java")).findFirst();
    }

    /** @return whether it runs */
    public boolean alive() {
        return process.isAlive();
    }

    /** @return the processes below it, now */
    public List<ProcessHandle> children() {
        return jvm().orElse(process.toHandle()).descendants().toList();
    }

    /** @return what it has printed so far */
    public String output() throws IOException {
        return Files.exists(log) ? Files.readString(log, java.nio.charset.StandardCharsets.ISO_8859_1) : "";
    }

    /** kill -9, of this process alone, and of its start script. */
    public void kill() throws InterruptedException {
        Optional<ProcessHandle> jvm = jvm();
        process.destroyForcibly();
        jvm.ifPresent(Program::end);
        process.waitFor();
        RUNNING.remove(this);
    }

    /** Waits for its end. */
    public int waitFor(Duration patience) throws IOException, InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException(name + " did not end within " + patience.toSeconds() + " s");
        }
        return process.exitValue();
    }

    /** Asks it to end, and ends it and all its children if it does not. */
    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Stream.concat(children.stream(), process.descendants()).forEach(Program::end);
        RUNNING.remove(this);
    }

    private static void end(ProcessHandle child) {
        child.destroyForcibly();
        try {
            child.onExit().get(GRACE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("process " + child.pid() + " does not end: " + e);
        }
    }

    @Override
    public String toString() {
        return name + " (pid " + pid() + ", output in " + log + ")";
    }
}
