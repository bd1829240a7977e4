package link.box.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A running image of ours: its home, its data directory, and its settings as environment variables. */
public final class ImageProcess implements AutoCloseable {
    private final String name;
    private final Path home;
    private final Path data;
    private final Path log;
    private final List<String> prefix;
    private final List<String> words = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final List<ProcessHandle> orphans = new ArrayList<>();
    private Program program;

    /**
     * @param name {@code box} or {@code cloud}: the start script
     * @param home the image
     * @param directory where data and log go, under its name
     * @param prefix words before the command, for example to run it in a network namespace
     */
    public ImageProcess(String name, Path home, Path directory, List<String> prefix) throws IOException {
        if (!Files.isExecutable(home.resolve("bin").resolve(name))) {
            throw new IOException(home + " is no image; build it first (mvn package)");
        }
        this.name = name;
        this.home = home;
        this.data = directory.resolve(name + "-data");
        this.log = directory.resolve(name + ".log");
        this.prefix = prefix;
    }

    /** Sets a setting of the image, for the next start; key as in the configuration file. */
    public ImageProcess set(String key, Object value) {
        environment.put(name.toUpperCase(java.util.Locale.ROOT) + "_" + key.toUpperCase(java.util.Locale.ROOT).replace('.', '_'),
                String.valueOf(value));
        return this;
    }

    /** Adds JVM options, for the next start. */
    public ImageProcess options(String options) {
        environment.put(name.toUpperCase(java.util.Locale.ROOT) + "_JAVA_OPTS", options);
        return this;
    }

    /** Starts it. */
    public void start() throws IOException {
        start(Map.of());
    }

    /** Starts it with further environment variables, for this start alone and as they are: for example {@code LD_PRELOAD}. */
    public void start(Map<String, String> variables) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(home.resolve("bin").resolve(name).toString(), "start", "--data", data.toString()));
        command.addAll(words);
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(variables);
        program = Program.start(name, log, all, command);
    }

    /** Adds words to the start command, for the next start: for example {@code --config}. */
    public ImageProcess words(String... more) {
        words.addAll(List.of(more));
        return this;
    }

    /** @return the process */
    public Program program() {
        return program;
    }

    /** @return its data directory */
    public Path data() {
        return data;
    }

    /** @return the control socket's client */
    public Status status() {
        return new Status(data.resolve("control"));
    }

    /** @return resident memory in MB, of the JVM alone */
    public long rssMb() throws IOException {
        return rssMb(program.pid());
    }

    /** @return resident memory of a process in MB */
    public static long rssMb(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D+", "")) / 1024;
            }
        }
        throw new IOException("process " + pid + " has no VmRSS");
    }

    /** kill -9; its children live on, as in life, until {@link #close}. */
    public void kill() throws InterruptedException {
        orphans.addAll(program.children());
        program.kill();
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
        }
        orphans.forEach(ProcessHandle::destroyForcibly);
        orphans.clear();
    }
}
