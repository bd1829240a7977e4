package link.cloud.tunnel.hello;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** ClientHellos: as a real client makes them, and put together by hand. */
public final class Hellos {
    private static final int GREASE = 0x2a2a;
    private static final int ECH = 0xfe0d;
    private static final int PADDING = 21;
    private static final int BOX = 64;

    private Hellos() {
    }

    /** @return what the JDK's TLS client sends first; null: without a name */
    public static byte[] real(String name) throws Exception {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(name == null ? List.of() : List.of(new SNIHostName(name)));
        engine.setSSLParameters(parameters);
        ByteBuffer wire = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), wire);
        return bytes(wire.flip());
    }

    /** @return a hello with these extensions, in one record */
    static byte[] with(byte[]... extensions) {
        return records(message(extensions), ClientHello.LIMIT);
    }

    /** @return a hello in the manner of a browser: GREASE at both ends, ECH, the name in between */
    static byte[] browser(String name) {
        return with(extension(GREASE, new byte[0]), extension(ECH, new byte[BOX]), name(name), extension(GREASE, new byte[1]));
    }

    static byte[] message(byte[]... extensions) {
        int size = 0;
        for (byte[] each : extensions) {
            size += each.length;
        }
        ByteBuffer body = ByteBuffer.allocate(2 + 32 + 1 + 2 + 4 + 2 + 2 + size);
        body.putShort((short) 0x0303).put(new byte[32]).put((byte) 0);
        body.putShort((short) 4).putShort((short) GREASE).putShort((short) 0x1301).put((byte) 1).put((byte) 0).putShort((short) size);
        for (byte[] each : extensions) {
            body.put(each);
        }
        return bytes(ByteBuffer.allocate(4 + body.capacity()).putInt(1 << 24 | body.capacity()).put(body.flip()).flip());
    }

    static byte[] name(String name) {
        byte[] ascii = name.getBytes(StandardCharsets.ISO_8859_1);
        return extension(0, bytes(ByteBuffer.allocate(5 + ascii.length).putShort((short) (3 + ascii.length)).put((byte) 0)
                .putShort((short) ascii.length).put(ascii).flip()));
    }

    static byte[] padding(int size) {
        return extension(PADDING, new byte[size]);
    }

    static byte[] extension(int type, byte[] body) {
        return bytes(ByteBuffer.allocate(4 + body.length).putShort((short) type).putShort((short) body.length).put(body).flip());
    }

    /** @return the message in records of that size */
    static byte[] records(byte[] message, int size) {
        int count = (message.length + size - 1) / size;
        ByteBuffer wire = ByteBuffer.allocate(message.length + 5 * count);
        for (int at = 0; at < message.length; at += size) {
            int part = Math.min(size, message.length - at);
            wire.put((byte) 22).putShort((short) 0x0301).putShort((short) part).put(message, at, part);
        }
        return bytes(wire.flip());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
