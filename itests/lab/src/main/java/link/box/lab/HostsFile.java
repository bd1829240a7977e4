package link.box.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The lab's names for JVMs that run with {@code -Djdk.net.hosts.file}: they know these names and no others. */
public final class HostsFile {
    private final Path path;

    /** @param path is made new */
    public HostsFile(Path path) throws IOException {
        this.path = path;
        Files.writeString(path, "127.0.0.1 localhost\n");
    }

    /** Adds names for an address; also to the file that this very JVM goes by, if it is another one. */
    public void add(String address, String... names) throws IOException {
        String line = address + " " + String.join(" ", names) + "\n";
        Files.writeString(path, line, StandardOpenOption.APPEND);
        String ours = System.getProperty("jdk.net.hosts.file");
        if (ours != null && !Path.of(ours).equals(path)) {
            addOnce(Path.of(ours), line);
        }
    }

    /** Labs that run at the same time share it. */
    private static synchronized void addOnce(Path file, String line) throws IOException {
        if (Files.notExists(file)) {
            Files.writeString(file, "127.0.0.1 localhost\n");
        }
        if (!Files.readString(file).contains(line)) {
            Files.writeString(file, line, StandardOpenOption.APPEND);
        }
    }

    /** @return the JVM option */
    public String option() {
        return "-Djdk.net.hosts.file=" + path;
    }
}
