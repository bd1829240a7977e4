package link.box.pagekite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import link.box.common.kite.Head;
import link.box.common.kite.HeadReader;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Sends a request on a new connection and waits for the head of the answer; what comes behind that is for who takes over. */
final class Greeting extends AbstractConnection implements Connection.UpgradeFrom {
    private static final int MOST = 16_384;
    private static final int AT_ONCE = 4096;

    private final String request;
    private final Answer answer;
    private final HeadReader reader = new HeadReader(MOST);
    private final ByteBuffer input = BufferUtil.allocate(AT_ONCE);
    private boolean answered;

    /** Who waits for the answer. */
    interface Answer {
        void heard(Head head, Greeting here);

        /** There will be none. */
        void failed(String why, Greeting here);
    }

    Greeting(EndPoint socket, Executor executor, String request, Answer answer) {
        super(socket, executor);
        this.request = request;
        this.answer = answer;
    }

    @Override
    public void onOpen() {
        super.onOpen();
        getEndPoint().write(Callback.from(this::fillInterested, this::fail), ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void onFillable() {
        try {
            int count = getEndPoint().fill(input);
            if (reader.take(input)) {
                answered = true;
                answer.heard(Head.withFirstLine(reader.text()), this);
            } else if (count < 0) {
                answer.failed("the frontend hung up", this);
            } else {
                BufferUtil.clear(input);
                fillInterested();
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    protected void onFillInterestedFailed(Throwable cause) {
        fail(cause);
    }

    private void fail(Throwable cause) {
        answer.failed("the frontend's answer: " + cause.getMessage(), this);
    }

    @Override
    public ByteBuffer onUpgradeFrom() {
        return input;
    }

    @Override
    public void onClose(Throwable cause) {
        super.onClose(cause);
        if (!answered) {
            answer.failed("the frontend hung up", this);
        }
    }
}
