package io.gigafleet.nodeagent.bus;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.gigafleet.schemas.v1.RackTelemetry;
import java.io.IOException;

/**
 * Reads one number of a telemetry record, what the rack draws, and skips its columns: a site's
 * records take a hundredth of what decoding them would.
 */
final class RackDrawDecoder {

    private static final int RACK_WATTS =
            RackTelemetry.RACK_WATTS_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_VARINT;

    private RackDrawDecoder() {}

    /**
     * What the rack draws, watts; 0 if the record doesn't say, as Protobuf leaves zeros out.
     *
     * @throws InvalidProtocolBufferException if it is no record
     */
    static long watts(byte[] record) throws InvalidProtocolBufferException {
        CodedInputStream in = CodedInputStream.newInstance(record);
        try {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (tag == RACK_WATTS) {
                    return Integer.toUnsignedLong(in.readUInt32());
                }
                in.skipField(tag);
            }
            return 0;
        } catch (InvalidProtocolBufferException e) {
            throw e;
        } catch (IOException e) {
            throw new InvalidProtocolBufferException(e);
        }
    }
}
