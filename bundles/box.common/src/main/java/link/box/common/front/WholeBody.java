package link.box.common.front;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes requests on once their body is there as a whole, so that a client that sends slowly holds no thread. A body that is too large is
 * answered 413, one that takes too long 408, one that breaks off or is malformed 400. Thread-safe.
 */
public final class WholeBody implements Request.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(WholeBody.class);

    private final int limit;
    private final Duration patience;
    private final Request.Handler next;

    /**
     * @param limit largest body in bytes
     * @param patience how long a body may take to arrive
     * @param next gets requests whose content can be read without waiting; answers all of them
     */
    public WholeBody(int limit, Duration patience, Request.Handler next) {
        this.limit = limit;
        this.patience = patience;
        this.next = next;
    }

    /** Returns at once if the body has to be waited for. */
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (request.getLength() > limit) {
            Response.writeError(request, response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413);
        } else {
            new Arriving(request, response, callback).run();
        }
        return true;
    }

    /** One body; Jetty runs it again when there is more, never twice at once. */
    private final class Arriving implements Runnable {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        private final AtomicBoolean over = new AtomicBoolean();
        private Scheduler.Task timer;

        private Arriving(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        @Override
        public void run() {
            Content.Chunk chunk = request.read();
            while (chunk != null && take(chunk)) {
                chunk = request.read();
            }
            if (chunk == null) {
                waitForMore();
            }
        }

        private void waitForMore() {
            if (timer == null) {
                timer = request.getComponents().getScheduler().schedule(this::tooLate, patience.toMillis(), TimeUnit.MILLISECONDS);
            }
            request.demand(this);
        }

        /** Makes the next read fail, and there is one: a demand that waits must not be answered past. */
        private void tooLate() {
            if (over.compareAndSet(false, true)) {
                request.fail(new TimeoutException());
            }
        }

        /** @return whether more is to come */
        private boolean take(Content.Chunk chunk) {
            if (Content.Chunk.isFailure(chunk)) {
                refuse(chunk.getFailure() instanceof HttpException http ? http.getCode() : HttpStatus.BAD_REQUEST_400);
                return false;
            }
            byte[] bytes = BufferUtil.toArray(chunk.getByteBuffer());
            boolean last = chunk.isLast();
            chunk.release();
            if (arrived.size() + bytes.length > limit) {
                refuse(HttpStatus.PAYLOAD_TOO_LARGE_413);
                return false;
            }
            arrived.writeBytes(bytes);
            if (last) {
                pass();
            }
            return !last;
        }

        private void refuse(int status) {
            int told = end() ? status : HttpStatus.REQUEST_TIMEOUT_408;
            try {
                Response.writeError(request, response, callback, told);
            } catch (IllegalStateException e) { // the connection has ended meanwhile, and Jetty's part of the request with it
                LOG.debug("nobody is there to hear {}", told);
            }
        }

        /** @return false if the time was over before */
        private boolean end() {
            if (timer != null) {
                timer.cancel();
            }
            return over.compareAndSet(false, true);
        }

        private void pass() {
            if (!end()) {
                refuse(HttpStatus.REQUEST_TIMEOUT_408);
                return;
            }
            try {
                next.handle(new Whole(request, ByteBuffer.wrap(arrived.toByteArray())), response, callback);
            } catch (Throwable e) { // on a thread that comes from us, nobody else would end the request
                Response.writeError(request, response, callback, e);
            }
        }
    }

    private static final class Whole extends Request.Wrapper {
        private final Content.Source body;
        private final long length;

        private Whole(Request request, ByteBuffer body) {
            super(request);
            this.length = body.remaining();
            this.body = Content.Source.from(body);
        }

        @Override
        public long getLength() {
            return length;
        }

        @Override
        public Content.Chunk read() {
            return body.read();
        }

        @Override
        public void demand(Runnable demanded) {
            body.demand(demanded);
        }
    }
}
