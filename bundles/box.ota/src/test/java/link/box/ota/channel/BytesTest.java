package link.box.ota.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import link.box.testing.ManualWorker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BytesTest {
    @TempDir
    Path folder;
    private final ManualWorker worker = new ManualWorker();
    private long requests;
    private boolean cancelled;

    private final Flow.Subscription server = new Flow.Subscription() {
        @Override
        public void request(long count) {
            requests += count;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    };

    private Bytes bytes(int kilobytes, int size) throws Exception {
        Bytes bytes = new Bytes(new Rate(kilobytes, worker::nanos), worker);
        bytes.into(new Part(folder.resolve("part"), 0, size));
        bytes.onSubscribe(server);
        return bytes;
    }

    private static List<ByteBuffer> piece(int size) {
        return List.of(ByteBuffer.allocate(size));
    }

    @Test
    void the_next_piece_is_asked_for_when_the_rate_allows_it_and_until_then_nothing_has_stopped() throws Exception {
        Bytes bytes = bytes(1, 10_000);
        assertEquals(1, requests);
        bytes.onNext(piece(2_000));
        assertTrue(bytes.pausing());
        worker.advance(Duration.ofMillis(1_999));
        assertEquals(1, requests);
        worker.advance(Duration.ofMillis(1));
        assertEquals(2, requests);
        assertFalse(bytes.pausing());
        bytes.onNext(piece(1_000));
        worker.advance(Duration.ofSeconds(1));
        assertEquals(3, requests);
        assertEquals(3_000, bytes.count());
        bytes.close();
    }

    @Test
    void without_a_rate_there_is_no_pause() throws Exception {
        Bytes bytes = bytes(0, 10_000);
        bytes.onNext(piece(2_000));
        assertFalse(bytes.pausing());
        assertEquals(2, requests);
        bytes.close();
    }

    @Test
    void more_than_is_named_ends_it() throws Exception {
        Bytes bytes = bytes(0, 10_000);
        bytes.onNext(piece(10_001));
        assertTrue(cancelled);
        assertTrue(bytes.getBody().toCompletableFuture().isCompletedExceptionally());
        assertFalse(Files.exists(folder.resolve("part")));
        bytes.close();
    }

    @Test
    void what_comes_after_the_end_is_not_written() throws Exception {
        Bytes bytes = bytes(0, 10_000);
        bytes.onNext(piece(2_000));
        bytes.close();
        bytes.onNext(piece(2_000));
        assertEquals(2_000, Files.size(folder.resolve("part")));
    }
}
