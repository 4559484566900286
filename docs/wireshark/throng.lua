-- Wireshark dissectors for Throng's own protocol (docs/WIRE.md), the remote crowd counter of 2019
-- and the LAN camera of 2024.
--
-- Use:      wireshark -X lua_script:throng.lua        or copy it to the personal Lua plugin folder
-- Fields:   throng.*  crowdcounter.*  lancamera.*
-- Ports:    7600 Throng and the crowd counter's pipelined mode, 7601 its stop-and-wait mode,
--           6810 the LAN camera; Preferences > Protocols sets others. On any port Throng and the
--           crowd counter are recognised by a connection's first bytes.

local tcp_stream = Field.new("tcp.stream")

-- Throng ------------------------------------------------------------------------------------------

local throng = Proto("throng", "Throng")
throng.prefs.port = Pref.uint("Port", 7600, "TCP port of the GPU node")

local TYPES = {
  [1] = "hello", [2] = "welcome", [3] = "refused", [4] = "frame", [5] = "size changed",
  [6] = "density map", [7] = "skipped", [8] = "ping", [9] = "pong", [10] = "goodbye",
}
local MODES = { [1] = "live", [2] = "lossless" }
local REFUSED = {
  [1] = "VERSION", [2] = "TOKEN", [3] = "NAME_IN_USE", [4] = "BAD_HELLO", [5] = "NOT_THRONG",
  [6] = "TOO_SLOW", [7] = "UNAVAILABLE", [8] = "MOVED", [9] = "CERTIFICATE", [10] = "MODEL",
}
local SKIPPED = {
  [1] = "OVERLOADED", [2] = "EXPIRED", [3] = "UNDECODABLE", [4] = "TOO_LARGE",
  [5] = "MODEL_FAILED", [6] = "SHUTTING_DOWN",
}
local GOODBYE = {
  [1] = "DONE", [2] = "REPLACED", [3] = "SHUTTING_DOWN", [4] = "PROTOCOL_ERROR",
  [5] = "TOO_SLOW", [6] = "SILENT", [7] = "FRAME_TOO_LARGE",
}
local ENCODINGS = { [0] = "float32", [1] = "half floats" }

local f = {
  length = ProtoField.uint32("throng.length", "Length"),
  type = ProtoField.uint8("throng.type", "Type", base.DEC, TYPES),
  magic = ProtoField.string("throng.magic", "Magic"),
  oldest = ProtoField.uint16("throng.oldest", "Oldest version"),
  newest = ProtoField.uint16("throng.newest", "Newest version"),
  instance = ProtoField.int64("throng.instance", "Instance"),
  width = ProtoField.int32("throng.width", "Width"),
  height = ProtoField.int32("throng.height", "Height"),
  mode = ProtoField.uint8("throng.mode", "Mode", base.DEC, MODES),
  accepts = ProtoField.uint8("throng.accepts", "Accepts", base.HEX),
  node = ProtoField.string("throng.node", "Node"),
  camera = ProtoField.string("throng.camera", "Camera"),
  has_token = ProtoField.bool("throng.token.present", "Token present"),
  version = ProtoField.uint16("throng.version", "Version"),
  window = ProtoField.uint16("throng.window", "Window"),
  session = ProtoField.int64("throng.session", "Session"),
  max_bytes = ProtoField.int32("throng.max_jpeg_size", "Max JPEG size"),
  max_pixels = ProtoField.int32("throng.max_pixels", "Max pixels"),
  flags = ProtoField.uint8("throng.flags", "Flags", base.HEX),
  model_name = ProtoField.string("throng.model.name", "Model"),
  model_version = ProtoField.string("throng.model.version", "Model version"),
  refused = ProtoField.uint16("throng.refused", "Refused", base.DEC, REFUSED),
  skipped = ProtoField.uint16("throng.skipped", "Skipped", base.DEC, SKIPPED),
  goodbye = ProtoField.uint16("throng.goodbye", "Goodbye", base.DEC, GOODBYE),
  sentence = ProtoField.string("throng.sentence", "Sentence"),
  sequence = ProtoField.int64("throng.sequence", "Sequence"),
  captured = ProtoField.int64("throng.captured_nanos", "Captured, nanoseconds"),
  wall = ProtoField.int64("throng.captured_millis", "Captured, wall-clock milliseconds"),
  worth = ProtoField.int32("throng.worth_ms", "Worth, ms"),
  jpeg = ProtoField.bytes("throng.jpeg", "JPEG"),
  rows = ProtoField.int32("throng.rows", "Rows"),
  columns = ProtoField.int32("throng.columns", "Columns"),
  count = ProtoField.double("throng.count", "Count"),
  queued = ProtoField.int32("throng.queued_us", "Queued, microseconds"),
  decode = ProtoField.int32("throng.decode_us", "Decoding, microseconds"),
  inference = ProtoField.int32("throng.inference_us", "Inference, microseconds"),
  batch = ProtoField.uint16("throng.batch", "Batch"),
  encoding = ProtoField.uint8("throng.encoding", "Encoding", base.DEC, ENCODINGS),
  cells = ProtoField.bytes("throng.cells", "Cells"),
  nonce = ProtoField.int64("throng.nonce", "Nonce"),
}
throng.fields = f

-- A text at an offset; gives the offset behind it.
local function text(tree, field, message, at)
  local bytes = message(at, 2):uint()
  if bytes > 0 then
    tree:add(field, message(at + 2, bytes))
  else
    tree:add(field, message(at, 2), "")
  end
  return at + 2 + bytes
end

local body = {}

body[1] = function(m, tree)
  tree:add(f.magic, m(5, 4))
  tree:add(f.oldest, m(9, 2))
  tree:add(f.newest, m(11, 2))
  tree:add(f.instance, m(13, 8))
  tree:add(f.width, m(21, 4))
  tree:add(f.height, m(25, 4))
  tree:add(f.mode, m(29, 1))
  tree:add(f.accepts, m(30, 1))
  local at = text(tree, f.camera, m, text(tree, f.node, m, 31))
  tree:add(f.has_token, m(at, 2), m(at, 2):uint() > 0)
end

body[2] = function(m, tree)
  tree:add(f.version, m(5, 2))
  tree:add(f.window, m(7, 2))
  tree:add(f.session, m(9, 8))
  tree:add(f.max_bytes, m(17, 4))
  tree:add(f.max_pixels, m(21, 4))
  tree:add(f.flags, m(25, 1))
  text(tree, f.model_version, m, text(tree, f.model_name, m, 26))
end

body[3] = function(m, tree)
  tree:add(f.refused, m(5, 2))
  text(tree, f.sentence, m, 7)
end

body[4] = function(m, tree)
  tree:add(f.sequence, m(5, 8))
  tree:add(f.captured, m(13, 8))
  tree:add(f.wall, m(21, 8))
  tree:add(f.worth, m(29, 4))
  tree:add(f.flags, m(33, 1))
  if m:len() > 34 then
    tree:add(f.jpeg, m(34))
  end
end

body[5] = function(m, tree)
  tree:add(f.width, m(5, 4))
  tree:add(f.height, m(9, 4))
end

body[6] = function(m, tree)
  tree:add(f.sequence, m(5, 8))
  tree:add(f.captured, m(13, 8))
  tree:add(f.rows, m(21, 4))
  tree:add(f.columns, m(25, 4))
  tree:add(f.count, m(29, 8))
  tree:add(f.queued, m(37, 4))
  tree:add(f.decode, m(41, 4))
  tree:add(f.inference, m(45, 4))
  tree:add(f.batch, m(49, 2))
  tree:add(f.encoding, m(51, 1))
  if m:len() > 52 then
    tree:add(f.cells, m(52))
  end
end

body[7] = function(m, tree)
  tree:add(f.sequence, m(5, 8))
  tree:add(f.skipped, m(13, 2))
  text(tree, f.sentence, m, 15)
end

body[8] = function(m, tree)
  tree:add(f.nonce, m(5, 8))
end

body[9] = body[8]

body[10] = function(m, tree)
  tree:add(f.goodbye, m(5, 2))
  text(tree, f.sentence, m, 7)
end

local function throng_message(tvb, pinfo, root)
  pinfo.cols.protocol = "Throng"
  local tree = root:add(throng, tvb())
  tree:add(f.length, tvb(0, 4))
  if tvb:len() < 5 then
    return tvb:len()
  end
  local type = tvb(4, 1):uint()
  local name = TYPES[type] or ("type " .. type)
  tree:add(f.type, tvb(4, 1))
  tree:append_text(", " .. name)
  pinfo.cols.info:append(" [" .. name .. "]")
  if body[type] and not pcall(body[type], tvb, tree) then
    tree:add_expert_info(PI_MALFORMED, PI_ERROR, "The message ends in the middle of a field")
  end
  return tvb:len()
end

local function throng_length(tvb, pinfo, offset)
  return 4 + tvb(offset, 4):uint()
end

-- The remote crowd counter -------------------------------------------------------------------------

local counter = Proto("crowdcounter", "Remote crowd counter")
counter.prefs.wait_port =
  Pref.uint("Stop-and-wait port", 7601, "TCP port at which payloads are confirmed in blocks of 1024")

local c = {
  message = ProtoField.string("crowdcounter.message", "Message"),
  length = ProtoField.uint64("crowdcounter.length", "Length"),
  rows = ProtoField.uint64("crowdcounter.rows", "Rows"),
  columns = ProtoField.uint64("crowdcounter.columns", "Columns"),
  confirmed = ProtoField.uint64("crowdcounter.confirmed", "Confirmed"),
  jpeg = ProtoField.bytes("crowdcounter.jpeg", "JPEG"),
  cells = ProtoField.bytes("crowdcounter.cells", "Cells"),
  count = ProtoField.double("crowdcounter.count", "Count"),
}
counter.fields = c

local FIELD = 16
local BLOCK = 1024
local HEADERS = { picture = FIELD, map = 3 * FIELD, confirmation = FIELD }

-- Where each connection stands; first is the port that spoke first: the client's.
local conversations = {}
-- What each message was when it was first seen: a packet that is looked at again is the same.
local seen = {}
local current

function counter.init()
  conversations = {}
  seen = {}
end

local function digits(tvb, offset)
  local number = tvb(offset, FIELD):string():match("^(%d+) *%z*$")
  return number and UInt64(tonumber(number)), tonumber(number)
end

local function conversation(pinfo)
  local id = tcp_stream().value
  if not conversations[id] then
    conversations[id] = { first = pinfo.src_port, phase = "map", length = 0, confirmed = 0 }
  end
  return conversations[id]
end

local function is_waiting(pinfo)
  return pinfo.src_port == counter.prefs.wait_port or pinfo.dst_port == counter.prefs.wait_port
end

-- What begins at an offset: the side that does not send confirms each block of the message that
-- travels; then it is its turn.
local function kind(tvb, pinfo, offset, number)
  local it = conversation(pinfo)
  local is_client = pinfo.src_port == it.first
  local incoming = is_client and "map" or "picture"
  local own = is_client and "picture" or "map"
  if is_waiting(pinfo) and it.phase == incoming and it.confirmed + BLOCK <= it.length then
    it.confirmed = number
    return "confirmation"
  end
  if it.phase ~= own then
    it.phase, it.length, it.confirmed = own, number, 0
  end
  return own
end

local function counter_length(tvb, pinfo, offset)
  local _, number = digits(tvb, offset)
  if not number then
    current = "broken"
    return tvb:len() - offset
  end
  local key = pinfo.number .. ":" .. offset .. ":" .. tvb:len()
  if not seen[key] then
    seen[key] = kind(tvb, pinfo, offset, number)
  end
  current = seen[key]
  return current == "confirmation" and FIELD or HEADERS[current] + number
end

local function counter_map(tvb, tree)
  tree:add(c.rows, tvb(FIELD, FIELD), (digits(tvb, FIELD)) or UInt64(0))
  tree:add(c.columns, tvb(2 * FIELD, FIELD), (digits(tvb, 2 * FIELD)) or UInt64(0))
  if tvb:len() > 3 * FIELD then
    local cells = tvb(3 * FIELD)
    local count = 0
    for at = 0, cells:len() - 4, 4 do
      count = count + cells(at, 4):le_float()
    end
    tree:add(c.cells, cells)
    tree:add(c.count, cells, count):set_generated()
  end
end

local function counter_message(tvb, pinfo, root)
  pinfo.cols.protocol = "CrowdCounter"
  local tree = root:add(counter, tvb())
  local number = current ~= "broken" and digits(tvb, 0)
  if not number then
    tree:add_expert_info(PI_MALFORMED, PI_ERROR, "A header field is no number")
    return tvb:len()
  end
  tree:add(c.message, tvb(), current)
  tree:append_text(", " .. current)
  pinfo.cols.info:append(" [" .. current .. "]")
  if current == "confirmation" then
    tree:add(c.confirmed, tvb(0, FIELD), number)
  else
    tree:add(c.length, tvb(0, FIELD), number)
    if current == "map" then
      counter_map(tvb, tree)
    elseif tvb:len() > FIELD then
      tree:add(c.jpeg, tvb(FIELD))
    end
  end
  return tvb:len()
end

-- Called as plain functions where one hands over to the other: a call through Proto.dissector would
-- be a level too deep for TCP to put segments together.
local function dissect_counter(tvb, root)
  dissect_tcp_pdus(tvb, root, FIELD, counter_length, counter_message)
  return tvb:len()
end

function counter.dissector(tvb, pinfo, root)
  return dissect_counter(tvb, root)
end

-- Digits, then spaces, 16 in all.
local function is_counter(tvb)
  return tvb:len() >= FIELD and tvb(0, FIELD):string():match("^%d+ *$") ~= nil
end

local function dissect_throng(tvb, root)
  if conversations[tcp_stream().value] or is_counter(tvb) then
    return dissect_counter(tvb, root)
  end
  dissect_tcp_pdus(tvb, root, 4, throng_length, throng_message)
  return tvb:len()
end

function throng.dissector(tvb, pinfo, root)
  return dissect_throng(tvb, root)
end

-- The LAN camera -----------------------------------------------------------------------------------

local camera = Proto("lancamera", "LAN camera")
camera.prefs.port = Pref.uint("Port", 6810, "TCP port of the edge")

local UNKNOWN = "Unknown command"
local COMMANDS = {
  [0x30] = "one picture", [0x31] = "confirm", [0x32] = "shut down", [0x33] = "stream on",
  [0x71] = "stream off",
}
local l = {
  command = ProtoField.uint8("lancamera.command", "Command", base.HEX, COMMANDS),
  length = ProtoField.uint32("lancamera.length", "Length"),
  jpeg = ProtoField.bytes("lancamera.jpeg", "JPEG"),
  text = ProtoField.string("lancamera.text", "Text"),
}
camera.fields = l

local function is_text(tvb, offset)
  return tvb(offset, 4):string() == UNKNOWN:sub(1, 4)
end

local function camera_length(tvb, pinfo, offset)
  return is_text(tvb, offset) and #UNKNOWN or 4 + tvb(offset, 4):uint()
end

local function camera_message(tvb, pinfo, root)
  local tree = root:add(camera, tvb())
  if is_text(tvb, 0) then
    tree:add(l.text, tvb())
    pinfo.cols.info:append(" [unknown command]")
  else
    tree:add(l.length, tvb(0, 4))
    if tvb:len() > 4 then
      tree:add(l.jpeg, tvb(4))
    end
    pinfo.cols.info:append(" [picture]")
  end
  return tvb:len()
end

function camera.dissector(tvb, pinfo, root)
  pinfo.cols.protocol = "LanCamera"
  if pinfo.dst_port == camera.prefs.port then
    local tree = root:add(camera, tvb())
    for at = 0, tvb:len() - 1 do
      tree:add(l.command, tvb(at, 1))
    end
  else
    dissect_tcp_pdus(tvb, root, 4, camera_length, camera_message)
  end
  return tvb:len()
end

-- Where they are found -----------------------------------------------------------------------------

local function recognise(tvb, pinfo, root)
  local is_throng = tvb:len() >= 9 and tvb(5, 4):string() == "THRG"
  if not is_throng and not is_counter(tvb) then
    return false
  end
  pinfo.conversation = is_throng and throng or counter
  dissect_throng(tvb, root)
  return true
end

throng:register_heuristic("tcp", recognise)

-- Keeps a dissector at the port that its preference names.
local function at_port(proto, name)
  local ports = DissectorTable.get("tcp.port")
  local port = proto.prefs[name]
  ports:add(port, proto)
  function proto.prefs_changed()
    if port ~= proto.prefs[name] then
      ports:remove(port, proto)
      port = proto.prefs[name]
      ports:add(port, proto)
    end
  end
end

at_port(throng, "port")
at_port(counter, "wait_port")
at_port(camera, "port")
