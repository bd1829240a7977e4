package link.cloud.tunnel.hello;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The name in a whole ClientHello. Extensions that it does not know (GREASE, ECH and others) are passed over. */
final class ServerName {
    private static final int VERSION_AND_RANDOM = 2 + 32;
    private static final int SERVER_NAME = 0;
    private static final byte HOST_NAME = 0;

    private ServerName() {
    }

    /** @param hello the body of the message, from its position to its limit */
    static String in(ByteBuffer hello) throws BadHello {
        try {
            part(hello, VERSION_AND_RANDOM);
            part(hello, Byte.toUnsignedInt(hello.get())); // session id
            part(hello, Short.toUnsignedInt(hello.getShort())); // cipher suites
            part(hello, Byte.toUnsignedInt(hello.get())); // compression
            return hello.hasRemaining() ? among(part(hello, Short.toUnsignedInt(hello.getShort()))) : missing();
        } catch (BufferUnderflowException e) {
            throw new BadHello(Alert.DECODE_ERROR, "a ClientHello whose lengths do not fit");
        }
    }

    private static String among(ByteBuffer extensions) throws BadHello {
        String name = null;
        while (extensions.hasRemaining()) {
            int type = extensions.getShort();
            ByteBuffer extension = part(extensions, Short.toUnsignedInt(extensions.getShort()));
            if (type == SERVER_NAME) {
                if (name != null) {
                    throw new BadHello(Alert.ILLEGAL_PARAMETER, "two names in a ClientHello");
                }
                name = name(part(extension, Short.toUnsignedInt(extension.getShort())));
            }
        }
        return name == null ? missing() : name;
    }

    /** The list has one entry in practice: another type of name was never defined. */
    private static String name(ByteBuffer list) throws BadHello {
        if (list.get() != HOST_NAME) {
            throw new BadHello(Alert.ILLEGAL_PARAMETER, "a name of an unknown type");
        }
        ByteBuffer bytes = part(list, Short.toUnsignedInt(list.getShort()));
        String name = StandardCharsets.ISO_8859_1.decode(bytes).toString().toLowerCase(Locale.ROOT);
        if (list.hasRemaining() || !HostName.valid(name)) {
            throw new BadHello(Alert.ILLEGAL_PARAMETER, "a name that is none");
        }
        return name;
    }

    private static String missing() throws BadHello {
        throw new BadHello(Alert.MISSING_EXTENSION, "a ClientHello without a name");
    }

    private static ByteBuffer part(ByteBuffer from, int length) {
        if (length > from.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer part = from.slice(from.position(), length);
        from.position(from.position() + length);
        return part;
    }
}
