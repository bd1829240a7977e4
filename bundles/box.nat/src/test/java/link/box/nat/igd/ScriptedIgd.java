package link.box.nat.igd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import link.box.nat.UdpPeer;

/** A router that has UPnP switched on: its search, and an HTTP server that says what it is told to, byte by byte. */
final class ScriptedIgd implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Script script;
    private final UdpPeer search;

    /** What is sent for a request; the connection ends when it returns. */
    interface Script {
        void answer(String request, Socket to) throws IOException;
    }

    private ScriptedIgd(Script script, boolean impostor, String... locations) throws IOException {
        this.script = script;
        String http = String.valueOf(server.getLocalPort());
        List<byte[]> answers = List.of(locations).stream().map(each -> found(each.replace("PORT", http))).toList();
        this.search = impostor ? UdpPeer.elsewhere(request -> answers) : UdpPeer.answering(request -> answers);
        Thread thread = new Thread(this::serve, "scripted router, http");
        thread.setDaemon(true);
        thread.start();
    }

    static ScriptedIgd with(Script script) throws IOException {
        return new ScriptedIgd(script, false, "http://127.0.0.1:PORT/root.xml");
    }

    /** @param locations what the search leads to; PORT is the server's */
    static ScriptedIgd at(Script script, String... locations) throws IOException {
        return new ScriptedIgd(script, false, locations);
    }

    /** As {@link #with}, but its search is answered from another address. */
    static ScriptedIgd impostor(Script script) throws IOException {
        return new ScriptedIgd(script, true, "http://127.0.0.1:PORT/root.xml");
    }

    private static byte[] found(String location) {
        return ("HTTP/1.1 200 OK\r\nCache-Control: max-age=120\r\nST: urn:schemas-upnp-org:device:InternetGatewayDevice:1\r\n"
                + "Ext:\r\nLocation: " + location + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    int port() {
        return search.port();
    }

    /** Where its pages are. */
    int http() {
        return server.getLocalPort();
    }

    /** What was asked by HTTP so far. */
    List<String> requests() {
        return requests;
    }

    String searched() {
        return new String(search.requests().get(0), StandardCharsets.US_ASCII);
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                String request = request(socket.getInputStream());
                requests.add(request);
                script.answer(request, socket);
            } catch (IOException e) {
                // who asked is gone, or this is
            }
        }
    }

    private static String request(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n") && !text.endsWith("</s:Envelope>\n")) {
            int next = in.read();
            if (next < 0) {
                return text;
            }
            bytes.write(next);
            text = bytes.toString(StandardCharsets.ISO_8859_1);
            if (text.startsWith("POST") && text.endsWith("\r\n\r\n")) {
                int length = Integer.parseInt(text.replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1"));
                return text + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
            }
        }
        return text;
    }

    @Override
    public void close() throws IOException {
        search.close();
        server.close();
    }
}
