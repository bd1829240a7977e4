package link.box.bench.tunnel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import link.box.lab.Await;
import link.box.lab.Ports;
import link.box.lab.Program;

/** OpenSSH's remote forwarding: {@code ssh -R} to a server of its own on this machine, with keys made for it. */
final class Ssh implements Contestant {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final Program server;
    private final Program client;
    private final Way way;

    private Ssh(Program server, Program client, Way way) {
        this.server = server;
        this.client = client;
        this.way = way;
    }

    static Ssh start(Path directory, int origin) throws Exception {
        int[] ports = Ports.free(2);
        Path key = key(directory, "client");
        Files.copy(directory.resolve("client.pub"), directory.resolve("authorized"));
        Program server = Program.start("sshd", directory.resolve("sshd.log"), Map.of(), List.of("/usr/sbin/sshd", "-D", "-e", "-f", "/dev/null",
                "-h", key(directory, "host").toString(), "-p", String.valueOf(ports[0]), "-o", "ListenAddress=127.0.0.1",
                "-o", "AuthorizedKeysFile=" + directory.resolve("authorized"), "-o", "StrictModes=no", "-o", "PidFile=none", "-o", "UsePAM=no"));
        Await.isTrue(PATIENCE, "sshd listens", () -> answers(ports[0]));
        Program client = Program.start("ssh", directory.resolve("ssh.log"), Map.of(), List.of("ssh", "-N", "-p", String.valueOf(ports[0]),
                "-F", "/dev/null", "-i", key.toString(), "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
                "-o", "ExitOnForwardFailure=yes", "-R", "127.0.0.1:" + ports[1] + ":127.0.0.1:" + origin, "127.0.0.1"));
        Await.isTrue(PATIENCE, "ssh forwards", () -> answers(ports[1]));
        return new Ssh(server, client, new Way(ports[1], "", null));
    }

    static boolean answers(int port) throws IOException {
        new java.net.Socket("127.0.0.1", port).close();
        return true;
    }

    private static Path key(Path directory, String name) throws IOException, InterruptedException {
        Path file = directory.resolve(name);
        Program.start("ssh-keygen", directory.resolve("keygen.log"), Map.of(),
                List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString())).waitFor(PATIENCE);
        return file;
    }

    @Override
    public String name() {
        return "ssh";
    }

    @Override
    public Way way() {
        return way;
    }

    @Override
    public long pid() {
        return client.pid();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
