package link.box.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import link.box.api.release.Updates;

/** One question, one answer: a line in, text out. A client has a few seconds, so that a stuck one blocks nobody for long. */
final class Conversation {
    private static final int LONGEST_QUESTION = 256;
    private static final long PATIENCE_MILLIS = 2_000;

    private final Facts facts;
    private final AddPhone addPhone;
    private final Users users;
    private final ByHand updates;

    Conversation(Facts facts, AddPhone addPhone, Users users, ByHand updates) {
        this.facts = facts;
        this.addPhone = addPhone;
        this.users = users;
        this.updates = updates;
    }

    void hold(SocketChannel client) throws IOException {
        client.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            SelectionKey key = client.register(selector, SelectionKey.OP_READ);
            String answer = answer(question(client, selector));
            key.interestOps(SelectionKey.OP_WRITE);
            ByteBuffer bytes = ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                await(selector);
                client.write(bytes);
            }
        }
    }

    private String question(SocketChannel client, Selector selector) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_QUESTION);
        while (bytes.hasRemaining()) {
            await(selector);
            int count = client.read(bytes);
            String soFar = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            if (count < 0 || soFar.endsWith("\n")) {
                return soFar.strip();
            }
        }
        throw new IOException("a question of more than " + LONGEST_QUESTION + " bytes");
    }

    private String answer(String question) {
        return switch (question) {
            case "status" -> new StatusText(facts.collect()).toString();
            case "status --json" -> facts.collect().toString() + "\n";
            case "add-phone" -> addPhone.answer();
            case "reset-users" -> users.reset();
            case "check" -> updates.answer(Updates::check);
            case "apply" -> updates.answer(Updates::apply);
            case "rollback" -> updates.answer(Updates::rollback);
            default -> "error: unknown command \"" + question
                    + "\"; known: status, status --json, add-phone, reset-users, check, apply, rollback\n";
        };
    }

    private static void await(Selector selector) throws IOException {
        if (selector.select(PATIENCE_MILLIS) == 0) {
            throw new IOException("the client does not get on");
        }
        selector.selectedKeys().clear();
    }

}
