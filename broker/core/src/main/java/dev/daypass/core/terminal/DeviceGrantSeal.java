package dev.daypass.core.terminal;

import dev.daypass.core.keys.Purpose;
import dev.daypass.core.login.StatedReason;
import java.time.Instant;
import java.util.Optional;

/** Seals what a store keeps of a device grant together with its device code's hash, and opens it again. */
final class DeviceGrantSeal {
    private static final String PREFIX = "";

    private final TerminalClients clients;

    DeviceGrantSeal(TerminalClients clients) {
        this.clients = clients;
    }

    DeviceGrantRecord pending(DeviceGrants.Asked asked, DeviceCodeHash device) {
        return new DeviceGrantRecord(
                device,
                asked.until(),
                seal(asked, device, StatedReason.none()),
                DeviceGrantRecord.State.PENDING,
                Optional.empty(),
                Optional.empty(),
                Math.toIntExact(DeviceGrants.INTERVAL.toSeconds()));
    }

    /** What was asked, with what the person said that it is for. */
    String seal(DeviceGrants.Asked asked, DeviceCodeHash device, StatedReason reason) {
        return SealedText.seal(PREFIX, Purpose.DEVICE_GRANT, clients.keys(), out -> {
            out.writeUTF(device.hex());
            out.writeUTF(asked.code().letters());
            out.writeUTF(asked.client().id());
            out.writeUTF(asked.address());
            out.writeUTF(asked.userAgent());
            out.writeLong(asked.begun().toEpochMilli());
            out.writeUTF(reason.text().orElse(""));
        });
    }

    /**
     * What a record holds.
     *
     * @param reason as the person said when they said yes
     */
    record Opened(DeviceGrants.Asked asked, StatedReason reason) {}

    /** What was asked; empty if its key is retired, it belongs to another grant, or its client is registered no more. */
    Optional<Opened> open(DeviceGrantRecord stored, Instant now) {
        return SealedText.open(stored.sealed(), PREFIX, Purpose.DEVICE_GRANT, clients.keys(), in -> {
                    boolean own = in.readUTF().equals(stored.device().hex());
                    var code = new UserCode(in.readUTF());
                    Optional<TerminalClient> client =
                            clients.find(in.readUTF(), now).filter(found -> own);
                    String address = in.readUTF();
                    String userAgent = in.readUTF();
                    Instant begun = Instant.ofEpochMilli(in.readLong());
                    // Those that began before an upgrade end soon after it.
                    String reason = in.available() > 0 ? in.readUTF() : "";
                    var stated = new StatedReason(Optional.of(reason).filter(text -> !text.isEmpty()));
                    return client.map(known -> new Opened(
                            new DeviceGrants.Asked(code, known, address, userAgent, begun, stored.expiresAt()),
                            stated));
                })
                .flatMap(opened -> opened);
    }
}
