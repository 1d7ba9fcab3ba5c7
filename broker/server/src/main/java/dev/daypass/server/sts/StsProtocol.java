package dev.daypass.server.sts;

import dev.daypass.core.outcome.Refusal;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.HttpFault;
import dev.daypass.server.http.Protocol;

/** Errors as AWS Query clients read them; nothing else ever leaves an STS path. */
public final class StsProtocol implements Protocol {
    static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
    static final String CONTENT_TYPE = "text/xml;charset=utf-8";

    @Override
    public String correlationHeader() {
        return "x-amzn-RequestId";
    }

    @Override
    public Answer fault(HttpFault fault, String correlationId) {
        StsErrors.Code code = StsErrors.of(fault);
        Body body = error(code, fault.sentence(), correlationId);
        return Answer.refused(
                code.status(), CONTENT_TYPE, body, new Answer.Mark(fault.code(), Answer.Attempt.HARMLESS));
    }

    /** A refusal of the core or of the parser. */
    public Answer refusal(Refusal refusal, String correlationId) {
        StsErrors.Code code = StsErrors.of(refusal.reason());
        Body body = error(code, refusal.publicMessage(), correlationId);
        var mark = new Answer.Mark(refusal.reason().name(), Answer.Attempt.of(refusal.reason()));
        return Answer.refused(code.status(), CONTENT_TYPE, body, mark);
    }

    private static Body error(StsErrors.Code code, String message, String correlationId) {
        return new XmlText()
                .open("ErrorResponse", NAMESPACE)
                .open("Error")
                .element("Type", code.status() >= 500 ? "Receiver" : "Sender")
                .element("Code", code.name())
                .element("Message", message)
                .close()
                .element("RequestId", correlationId)
                .close()
                .body();
    }
}
