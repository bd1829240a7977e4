package link.box.acme.decade;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** {@code BoxMain PORT FOLDER SETTING...}: one life of a Box; its world is behind the port. */
final class BoxMain {
    private BoxMain() {
    }

    /** Ends when the world says so. */
    public static void main(String[] words) throws Exception {
        Map<String, Map<String, Object>> settings = Map.of("first", new HashMap<>(), "second", new HashMap<>());
        for (int i = 2; i < words.length; i++) {
            int dot = words[i].indexOf('.');
            int equals = words[i].indexOf('=');
            settings.get(words[i].substring(0, dot)).put(words[i].substring(dot + 1, equals), words[i].substring(equals + 1));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(words[0]))) {
            socket.setTcpNoDelay(true);
            Line line = line(socket);
            new Household(line, Path.of(words[1]), settings.get("first"), settings.get("second")).live();
            line.ask("threads " + ManagementFactory.getThreadMXBean().getPeakThreadCount());
        }
        System.exit(0);
    }

    private static Line line(Socket socket) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(socket.getOutputStream(), false, StandardCharsets.UTF_8);
        return words -> {
            out.print(words.replace('\n', ' ') + "\n");
            out.flush();
            String answer = in.readLine();
            if (answer == null) {
                throw new EOFException("the world has ended");
            }
            return answer;
        };
    }
}
