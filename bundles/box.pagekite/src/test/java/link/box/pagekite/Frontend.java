package link.box.pagekite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import link.box.testing.FreePort;

/** The real pagekite program as a frontend on loopback. */
final class Frontend implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/bin/pagekite");

    private final Path folder;
    private final int port = FreePort.next();
    private final int second = FreePort.next();
    private final List<String> options;
    private Process process;

    /** @param options besides the usual ones */
    Frontend(Path folder, String... options) throws IOException {
        this.folder = folder;
        this.options = List.of(options);
        start();
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), "--clean", "--nullui", "--isfrontend", "--host=127.0.0.1",
                "--ports=" + port + "," + second, "--protos=http,https", "--domain=http,https:*.box.test:SECRET",
                "--logfile=" + folder.resolve("frontend.log")));
        command.addAll(options);
        process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("frontend.out").toFile()).start();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    /** It keeps its connections and does nothing. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** @return a connection to where that name leads, made the way a browser uses a proxy */
    Socket connect(String host) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress("127.0.0.1", port), 5000);
        socket.setSoTimeout(5000);
        socket.getOutputStream().write(("CONNECT " + host + ":443 HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\n")) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("the frontend hung up: " + answer);
            }
            answer.append((char) next);
        }
        if (!answer.toString().contains(" 200 ")) {
            throw new IOException("the frontend answered: " + answer);
        }
        return socket;
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
