package link.box.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An app's first visit to a Box that it knows the address of alone. As bytes, since no HTTP client of Java asks for another host. */
final class FirstHop {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final Pattern ON = Pattern.compile("(?s)HTTP/1\\.1 303 .*\r\nLocation: ([^\r]+)\r\n.*", Pattern.CASE_INSENSITIVE);

    private FirstHop() {
    }

    /** @return where the Box leads on to, when asked by its address at its port without encryption, which is on loopback here */
    static String at(String address, int port) throws IOException {
        String answer = ask(port, address + ":" + port);
        Matcher on = ON.matcher(answer);
        if (!on.matches()) {
            throw new IOException("the Box at " + address + ":" + port + " answered " + answer.lines().findFirst().orElse("nothing"));
        }
        return on.group(1);
    }

    private static String ask(int port, String host) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            String request = "GET /.well-known/box/go HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
