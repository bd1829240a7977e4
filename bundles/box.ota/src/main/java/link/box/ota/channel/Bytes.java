package link.box.ota.channel;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import link.box.api.work.Task;
import link.box.api.work.Worker;

/** The body of an answer on its way into a part, piece by piece: the next one is asked for when the rate allows it. */
final class Bytes implements BodySubscriber<Void>, AutoCloseable {
    private final Rate rate;
    private final Worker worker;
    private final CompletableFuture<Void> whole = new CompletableFuture<>();
    private Part part;
    private IOException refusal;
    private Flow.Subscription subscription;
    private Task pace;
    private long count;
    private boolean pausing;
    private long until;
    private boolean closed;

    Bytes(Rate rate, Worker worker) {
        this.rate = rate;
        this.worker = worker;
    }

    synchronized Bytes into(Part opened) throws IOException {
        part = opened;
        if (closed) {
            part.close();
            throw new IOException("too late");
        }
        return this;
    }

    /** Nothing of the body is read. */
    synchronized Bytes refuse(IOException why) {
        refusal = why;
        return this;
    }

    /** @return how much has come */
    synchronized long count() {
        return count;
    }

    /** @return whether it is the rate for which nothing comes */
    synchronized boolean pausing() {
        return pausing;
    }

    @Override
    public CompletionStage<Void> getBody() {
        return whole;
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (refusal != null) {
            end(refusal);
        } else {
            given.request(1);
        }
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> pieces) {
        if (closed) {
            return;
        }
        long before = count;
        try {
            for (ByteBuffer piece : pieces) {
                count += piece.remaining();
                part.add(piece);
            }
        } catch (IOException e) {
            end(e);
            return;
        }
        Duration pause = rate.pause(count - before);
        if (pause.isZero()) {
            subscription.request(1);
        } else {
            pausing = true;
            until = worker.nanos() + pause.toNanos();
            pace(pause);
        }
    }

    private void pace(Duration pause) {
        if (pace == null) {
            pace = worker.retry("go on with a download", this::more);
        }
        pace.kickAfter(pause);
    }

    /** The first run of a job is at once, before the pause has passed. */
    private synchronized void more() {
        if (!pausing || closed) {
            return;
        }
        long left = until - worker.nanos();
        if (left > 0) {
            pace.kickAfter(Duration.ofNanos(left));
            return;
        }
        pausing = false;
        subscription.request(1);
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public synchronized void onComplete() {
        try {
            part.end();
            whole.complete(null);
        } catch (IOException e) {
            whole.completeExceptionally(e);
        }
    }

    private void end(IOException why) {
        subscription.cancel();
        whole.completeExceptionally(why);
    }

    /** Nothing is written any more. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (pace != null) {
            pace.cancel();
        }
        if (part != null) {
            part.close();
        }
    }
}
