import Testing

@testable import BadgeLintCommand

/// Messages are cut from a stream, and a bad one costs no more than itself.
@Suite struct FramingTests {
  private func events(_ pieces: [String], mostBytes: Int = 1000) -> [String] {
    var framing = MessageFraming(mostBytes: mostBytes)
    var result: [String] = []
    for piece in pieces {
      framing.add(Array(piece.utf8))
      while let event = framing.next() {
        switch event {
        case .message(let bytes): result.append(String(decoding: bytes, as: UTF8.self))
        case .fault(let fault): result.append("fault: \(fault)")
        case .passedOver(let sketch): result.append("passed over: \(sketch.method ?? "")")
        case .broken(let fault): result.append("broken: \(fault)")
        }
      }
    }
    return result
  }

  private func framed(_ text: String) -> String {
    "Content-Length: \(text.utf8.count)\r\n\r\n\(text)"
  }

  @Test func `messages come out whole however they are cut`() {
    let stream = framed("one") + framed("zwölf 🎓") + framed("")
    #expect(events([stream]) == ["one", "zwölf 🎓", ""])
    let bytes = Array(stream.utf8)
    for size in 1...7 {
      var framing = MessageFraming()
      var result: [String] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        framing.add(Array(bytes[start..<min(start + size, bytes.count)]))
        while case .message(let body)? = framing.next() {
          result.append(String(decoding: body, as: UTF8.self))
        }
      }
      #expect(result == ["one", "zwölf 🎓", ""])
      #expect(!framing.isWithinMessage)
    }
  }

  @Test func `other headers and other ways to write them are read`() {
    let text =
      "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:  2\r\n\r\nab"
    #expect(events([text]) == ["ab"])
    #expect(events(["Content-Length: 2\n\nab"]) == ["ab"])
  }

  @Test(arguments: [
    "Content-Length: ten", "Content-Length: -3", "Content-Length:", "Content-Type: x",
  ])
  func `a header without a length is passed over`(header: String) {
    let found = events([header + "\r\n\r\n" + framed("next")])
    #expect(found.count == 2)
    #expect(found.first?.hasPrefix("fault: a header without a usable Content-Length") == true)
    #expect(found.last == "next")
  }

  @Test func `after a message that was longer than it said the next is found`() {
    let found = events(["Content-Length: 3\r\n\r\nabcdef" + framed("next")])
    #expect(found == ["abc", "fault: 3 bytes that belong to no message were passed over", "next"])
  }

  @Test func `a message above the limit is passed over without being kept`() {
    let long = String(repeating: "x", count: 5000)
    let found = events([framed(long), framed("next")])
    #expect(
      found == [
        "fault: a message of 5000 bytes is passed over; at most 1000 are read", "passed over: ",
        "next",
      ])
  }

  @Test func `of a message that is passed over it is known what it is, however it is cut`() {
    let long = String(repeating: "\\\"}]", count: 500)
    let stream =
      framed(
        "{\"params\": {\"text\": [\"\(long)\", {\"method\": \"no\"}], \"method\": \"no\", "
          + "\"textDocument\": {\"text\": \"\(long)\", \"uri\": \"a:\\u00e4\", \"version\": 3}}, "
          + "\"x\": [[[[{\"id\": 1}]]]], \"method\" : \"do\\\"it\", \"id\": \"7\"}")
      + framed("next")
    for size in [1, 7, 100_000] {
      var framing = MessageFraming(mostBytes: 1000)
      var found: MessageSketch?
      var last: [UInt8] = []
      let bytes = Array(stream.utf8)
      for start in stride(from: 0, to: bytes.count, by: size) {
        framing.add(Array(bytes[start..<min(start + size, bytes.count)]))
        while let event = framing.next() {
          if case .passedOver(let sketch) = event { found = sketch }
          if case .message(let body) = event { last = body }
        }
      }
      #expect(found?.method == "do\"it")
      #expect(found?.id == Array("\"7\"".utf8))
      #expect(found?.uri == "a:ä")
      #expect(found?.version == 3)
      #expect(last == Array("next".utf8))
    }
  }

  @Test(arguments: ["999999999999", "1073741825", "99999999999999999999999999"])
  func `a length that no message has ends the stream`(length: String) {
    let found = events(["Content-Length: \(length)\r\n\r\n", framed("next")])
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("broken: a header says Content-Length: ") == true)
    #expect(events(["Content-Length: 1073741824\r\n\r\n"]).first?.hasPrefix("fault: ") == true)
  }

  @Test func `bytes without any header do not pile up`() {
    let noise = String(repeating: "noise ", count: 4000)
    let found = events([noise, "\r\n\r\n", framed("next")])
    #expect(found.last == "next")
    #expect(found.first == "fault: no header in 8192 bytes; waiting for the next one")
  }
}
